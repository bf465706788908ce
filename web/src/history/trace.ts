/** Where one aircraft was: a trace as in docs/json.md, of the last 25 hours or of a day. */
import { altitudeBand } from '../colour';
import type { TrailPoint } from '../trails';

export interface TracePoint {
  /** Seconds since 1970. */
  readonly at: number;
  readonly lat: number;
  readonly lon: number;
  readonly altitude: number | 'ground' | null;
  readonly knots: number | null;
  readonly track: number | null;
  readonly rate: number | null;
  /** Not heard for a while before this point. */
  readonly gap: boolean;
  /** A flight begins here. */
  readonly begins: boolean;
}

const gapMark = 1;
const legMark = 2;

/** The last 25 hours, or a day such as `2026-11-21`. */
export function tracePath(hex: string, day?: string): string {
  return `api/trace/${hex}${day ? `?day=${day}` : ''}`;
}

/** Reads a trace; points that are not whole are left out. */
export function readTrace(value: unknown): TracePoint[] {
  if (typeof value !== 'object' || value === null) return [];
  const { timestamp, trace } = value as { timestamp?: unknown; trace?: unknown };
  if (typeof timestamp !== 'number' || !Array.isArray(trace)) return [];
  return trace.map((row) => readPoint(row, timestamp)).filter((point) => point !== null);
}

/** The trace of an aircraft; empty when the service knows none. */
export async function fetchTrace(hex: string, signal: AbortSignal, day?: string): Promise<TracePoint[]> {
  const response = await fetch(tracePath(hex, day), { signal });
  if (!response.ok) throw new Error(`trace: HTTP ${response.status}`);
  return readTrace(await response.json());
}

/** The points since the last flight began. */
export function lastFlight(points: readonly TracePoint[]): readonly TracePoint[] {
  const begins = points.findLastIndex((point) => point.begins);
  return begins < 0 ? points : points.slice(begins);
}

/** The same as a trail on the map. */
export function trailOf(points: readonly TracePoint[]): TrailPoint[] {
  return points.map(({ at, lat, lon, altitude, gap, begins }, i) => ({
    at,
    lat,
    lon,
    band: altitudeBand(altitude ?? undefined),
    gap: i > 0 && (gap || begins),
  }));
}

function readPoint(row: unknown, start: number): TracePoint | null {
  if (!Array.isArray(row)) return null;
  const [after, lat, lon, altitude, knots, track, marks, rate] = row as unknown[];
  if (!isNumber(after) || !isNumber(lat) || !isNumber(lon)) return null;
  const flags = isNumber(marks) ? marks : 0;
  return {
    at: start + after,
    lat,
    lon,
    altitude: isNumber(altitude) || altitude === 'ground' ? altitude : null,
    knots: isNumber(knots) ? knots : null,
    track: isNumber(track) ? track : null,
    rate: isNumber(rate) ? rate : null,
    gap: (flags & gapMark) !== 0,
    begins: (flags & legMark) !== 0,
  };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
