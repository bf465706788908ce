/** The last minutes of everybody, from the history: a page that has just been opened has trails at once. */
import { applySnapshot, emptyTraffic } from '../state';
import { extendTrails, type Trails } from '../trails';
import { halfOf, type Archive } from './archive';
import { pictureAt } from './picture';

const trailSeconds = 600;

export async function recentTrails(archive: Archive, now: number): Promise<Trails> {
  const trails: Trails = new Map();
  const halves = [halfOf(now - trailSeconds), halfOf(now)].filter((half) => archive.list().includes(half));
  const slices = (await Promise.all([...new Set(halves)].map((half) => archive.load(half)))).flat();
  let traffic = emptyTraffic;
  for (const slice of slices) {
    if (slice.at < now - trailSeconds || slice.at > now || slice.spots.size === 0) continue;
    // Aircraft stay in the picture, so that their trails do.
    const { aircraft } = applySnapshot(emptyTraffic, pictureAt(slice, undefined, slice.at));
    traffic = { ...traffic, now: slice.at, aircraft: new Map([...traffic.aircraft, ...aircraft]) };
    extendTrails(trails, traffic);
  }
  return trails;
}
