/** Gathers the places of the last hours for the heatmap, half hour by half hour. */
import type { Archive } from './archive';
import { readPlaces } from './half-hour';

const mostPlaces = 1_500_000; // more are no clearer on a screen, and take 12 MB

/** Longitude and latitude by turns, of `hours` up to `end` (seconds since 1970); `done` early when `signal` is aborted. */
export async function gatherHeat(
  archive: Archive,
  hours: number,
  end: number,
  signal: AbortSignal,
): Promise<Float32Array> {
  const halves = await archive.refresh();
  const [first, last] = [(end - hours * 3600) / 1800, end / 1800];
  const wanted = halves.filter((half) => half + 1 > first && half <= last);
  const parts: Float32Array[] = [];
  for (const half of wanted.reverse()) {
    if (signal.aborted) break;
    const buffer = await archive.file(half).catch(() => null);
    if (buffer) parts.push(readPlaces(buffer));
  }
  return thin(parts);
}

/** All of them, or every n-th of too many. */
export function thin(parts: readonly Float32Array[], most = mostPlaces): Float32Array {
  const count = parts.reduce((sum, part) => sum + part.length / 2, 0);
  const every = Math.max(1, Math.ceil(count / most));
  const places = new Float32Array(
    2 * parts.reduce((sum, part) => sum + Math.ceil(part.length / 2 / every), 0),
  );
  let used = 0;
  for (const part of parts)
    for (let i = 0; i + 1 < part.length; i += 2 * every) {
      places[used++] = part[i] ?? 0;
      places[used++] = part[i + 1] ?? 0;
    }
  return places.subarray(0, used);
}
