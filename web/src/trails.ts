/** Where aircraft have been since the page was opened. Straight and level flight costs few points. */
import { altitudeBand } from './colour';
import { distanceNm } from './geo';
import type { Aircraft, Traffic } from './state';

export interface TrailPoint {
  readonly lat: number;
  readonly lon: number;
  readonly at: number;
  readonly band: number;
  /** The aircraft was not heard for a while before this point: draw no line to it. */
  readonly gap: boolean;
}

export type Trails = Map<string, TrailPoint[]>;

const longestPoints = 600;
const longestSeconds = 2 * 3600;
const gapSeconds = 90;
const straightSeconds = 20; // a point is kept at least this often, so that a trail has times to it
const straightNm = 0.02; // how far a point may lie beside the line before it is a turn

/** Adds the newest positions to the trails, in place, and forgets aircraft that are gone. */
export function extendTrails(trails: Trails, traffic: Traffic): void {
  for (const aircraft of traffic.aircraft.values()) extend(trails, aircraft);
  for (const hex of trails.keys()) if (!traffic.aircraft.has(hex)) trails.delete(hex);
}

function extend(trails: Trails, aircraft: Aircraft): void {
  const position = aircraft.position;
  if (!position) return;
  let trail = trails.get(aircraft.hex);
  if (!trail) trails.set(aircraft.hex, (trail = []));

  const last = trail.at(-1);
  if (last && position.at <= last.at + 0.05) return;
  if (last && last.lat === position.lat && last.lon === position.lon) return;
  const band = altitudeBand(aircraft.wire.alt_baro ?? aircraft.wire.alt_geom);
  const gap = last !== undefined && position.at - last.at > gapSeconds;
  const point: TrailPoint = { lat: position.lat, lon: position.lon, at: position.at, band, gap };

  if (isBetween(trail.at(-2), last, point)) trail.pop();
  trail.push(point);
  if (trail.length > longestPoints || position.at - (trail[0]?.at ?? 0) > longestSeconds) trail.shift();
}

/** Whether `middle` adds nothing: same colour, soon after the point before, and on the straight line. */
function isBetween(
  before: TrailPoint | undefined,
  middle: TrailPoint | undefined,
  next: TrailPoint,
): boolean {
  if (!before || !middle || middle.gap || next.gap) return false;
  if (middle.band !== next.band || middle.at - before.at > straightSeconds) return false;
  const share = (middle.at - before.at) / (next.at - before.at);
  const onLine = {
    lat: before.lat + (next.lat - before.lat) * share,
    lon: before.lon + (next.lon - before.lon) * share,
  };
  return distanceNm(middle, onLine) < straightNm;
}

/** Puts what was before the page was opened in front of the trails of those that still fly. */
export function prependTrails(trails: Trails, older: Trails): void {
  for (const [hex, trail] of trails) {
    const first = trail[0]?.at ?? Infinity;
    const before = (older.get(hex) ?? []).filter(({ at }) => at < first - 1);
    if (before.length > 0) trails.set(hex, [...before, ...trail]);
  }
}
