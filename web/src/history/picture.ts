/** A moment of the past as the service would have told it. Pure. */
import type { Snapshot, WireAircraft } from '../api';
import { bearingDegrees, distanceNm } from '../geo';
import type { Slice, Spot } from './half-hour';

const longestLineSeconds = 90; // slices further apart have a pause of the receiver between them
const standingNm = 0.01;

/** What replay does not keep but the page knows of an aircraft. */
export type KnownAircraft = (hex: string) => Partial<WireAircraft> | undefined;

/** Everybody at `at`, between two slices of which the first is not later; without a second one they stand. */
export function pictureAt(
  before: Slice,
  after: Slice | undefined,
  at: number,
  known: KnownAircraft = () => undefined,
): Snapshot {
  const next = after && after.at - before.at <= longestLineSeconds ? after : undefined;
  const share = next ? Math.min(1, Math.max(0, (at - before.at) / (next.at - before.at))) : 0;
  const aircraft = [...before.spots].map(([hex, spot]) => {
    const then = next?.spots.get(hex);
    const seconds = next ? next.at - before.at : 0;
    return wire(hex, spot, then, share, seconds, known(hex));
  });
  return { now: at, messages: Math.round(at), aircraft };
}

function wire(
  hex: string,
  spot: Spot,
  then: Spot | undefined,
  share: number,
  seconds: number,
  known: Partial<WireAircraft> | undefined,
): WireAircraft {
  const place = then ? between(spot, then, share) : { lat: spot.lat, lon: spot.lon };
  const moves = then !== undefined && distanceNm(spot, then) > standingNm;
  const [low, high] = [spot.altitude, then?.altitude];
  const climbs = typeof low === 'number' && typeof high === 'number';
  const altitude = climbs ? Math.round((low + (high - low) * share) / 25) * 25 : low;
  const rate = climbs && seconds > 0 ? Math.round((((high - low) / seconds) * 60) / 64) * 64 : undefined;
  return {
    ...known,
    hex,
    ...defined({
      type: spot.type,
      flight: spot.flight,
      squawk: spot.squawk,
      alt_baro: altitude,
      gs: spot.knots,
      track: moves ? bearingDegrees(spot, then) : undefined,
      baro_rate: rate,
    }),
    ...place,
    seen: 0,
    seen_pos: 0,
  };
}

function between(a: Spot, b: Spot, share: number): { lat: number; lon: number } {
  let east = b.lon - a.lon;
  if (east > 180) east -= 360;
  if (east < -180) east += 360;
  const lon = a.lon + east * share;
  return { lat: a.lat + (b.lat - a.lat) * share, lon: lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon };
}

function defined<T extends Record<string, unknown>>(values: T): { [K in keyof T]: NonNullable<T[K]> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: NonNullable<T[K]> };
}
