// Cuts the 1:10 million world into cells of the zoom-5 grid of web maps (32 by 32), so that a page loads the fine
// coast of its own region only. Coordinates are whole ten-thousandths of a degree, each but the first as a difference.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { feature, mesh } from 'topojson-client';
import { clipLine, clipRing } from './clip.mjs';
import { pack, polygonsOf, unwrap, unwrapRing } from './lines.mjs';

const cellsAcross = 32;
const unit = 10_000;

/** Writes `<x>-<y>.json` files into a folder and returns their names without the ending. */
export function writeDetail(topology, folder) {
  const { land, countries } = topology.objects;
  const everywhere = (all) => [-360, 0, 360].flatMap((shift) => all.map((points) => boxed(points, shift)));
  const polygons = feature(topology, land).features.flatMap(({ geometry }) => polygonsOf(geometry));
  const rings = [-360, 0, 360].flatMap((shift) =>
    polygons.map((polygon) => polygon.map((ring) => boxed(unwrapRing(ring), shift))),
  );
  const coast = everywhere(mesh(topology, land).coordinates.map(unwrap));
  const borders = everywhere(mesh(topology, countries, (a, b) => a !== b).coordinates.map(unwrap));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const names = [];
  for (let x = 0; x < cellsAcross; x++)
    for (let y = 0; y < cellsAcross; y++) {
      const cell = bounds(x, y);
      const lines = (all) =>
        all
          .filter(touches(cell))
          .flatMap(({ points }) => clipLine(points, cell))
          .map(packed);
      const [coastHere, bordersHere] = [lines(coast), lines(borders)];
      if (coastHere.length + bordersHere.length === 0) continue; // all sea or all land: the coarse world says it
      const landHere = rings
        .filter(([outer]) => touches(cell)(outer))
        .map((polygon) => polygon.map(({ points }) => clipRing(points, cell)))
        .filter(([outer]) => outer !== null)
        .map((polygon) => polygon.filter((ring) => ring !== null).map(packed));
      const content = { box: cell.map(round), land: landHere, coast: coastHere, borders: bordersHere };
      writeFileSync(new URL(`${x}-${y}.json`, folder), JSON.stringify(content));
      names.push(`${x}-${y}`);
    }
  return names;
}

function bounds(x, y) {
  const lat = (row) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / cellsAcross))) * 180) / Math.PI;
  const lon = (column) => (column / cellsAcross) * 360 - 180;
  return [lon(x), lat(y + 1), lon(x + 1), lat(y)];
}

/** Points with their bounds, moved around the world: what lies beyond 180 degrees is wanted on both sides. */
function boxed(original, shift) {
  const points = shift === 0 ? original : original.map(([x, y]) => [x + shift, y]);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    [west, east] = [Math.min(west, x), Math.max(east, x)];
    [south, north] = [Math.min(south, y), Math.max(north, y)];
  }
  return { points, west, south, east, north };
}

function touches([west, south, east, north]) {
  return (one) => one.west <= east && one.east >= west && one.south <= north && one.north >= south;
}

function packed(points) {
  return pack(points, unit);
}

function round(value) {
  return Math.round(value * unit) / unit;
}
