/** How far the receiver heard in each direction. Pure. */
import { fetchJson, isRecord } from '../api';
import { bearingDegrees, distanceNm, type Place } from '../geo';

export const sectorDegrees = 5;

/** The farthest distance of each sector of the last 24 hours, nautical miles; null where nobody was heard. */
export function sectors(outline: unknown, receiver: Place): (number | null)[] {
  const farthest: (number | null)[] = Array(360 / sectorDegrees).fill(null);
  for (const point of points(outline)) {
    const sector = Math.floor(bearingDegrees(receiver, point) / sectorDegrees) % farthest.length;
    farthest[sector] = Math.max(farthest[sector] ?? 0, distanceNm(receiver, point));
  }
  return farthest;
}

export async function fetchSectors(receiver: Place, signal: AbortSignal): Promise<(number | null)[]> {
  return sectors(await fetchJson('data/outline.json', signal), receiver);
}

/** Distances for three to five rings that end at or beyond the farthest: 1, 2 or 5 times a power of ten apart. */
export function ringDistances(farthest: number): number[] {
  const rough = Math.max(farthest, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
  return Array.from({ length: Math.max(1, Math.ceil(farthest / step)) }, (_, i) => (i + 1) * step);
}

function points(outline: unknown): Place[] {
  const range = isRecord(outline) ? outline['actualRange'] : null;
  const last = isRecord(range) ? range['last24h'] : null;
  const list = isRecord(last) && Array.isArray(last['points']) ? last['points'] : [];
  return list
    .filter((point): point is number[] => Array.isArray(point) && point.every(Number.isFinite))
    .map(([lat = 0, lon = 0]) => ({ lat, lon }));
}
