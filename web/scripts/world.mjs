// Builds the offline base map from the Natural Earth data in `world-atlas` (public domain).
// In: TopoJSON of all countries at 1:50 and 1:10 million. Out: generated/world.json, the coarse land
// and borders and one label point for each country; public/world/, the fine ones in cells.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature, mesh } from 'topojson-client';
import { writeDetail } from './detail.mjs';
import { pack, polygonsOf, unwrap, unwrapRing } from './lines.mjs';
import { labelPoint, largestPolygon } from './label-point.mjs';

const require = createRequire(import.meta.url);
const atlas = (scale) =>
  JSON.parse(readFileSync(require.resolve(`world-atlas/countries-${scale}.json`), 'utf8'));
const source = atlas('50m');
const cells = writeDetail(atlas('10m'), new URL('../public/world/', import.meta.url));

const labels = feature(source, source.objects.countries)
  .features.map(({ properties, geometry }) => {
    const { polygon, area } = largestPolygon(geometry);
    const [longitude, latitude] = labelPoint(polygon);
    return [properties.name, round(longitude), round(latitude), round(area)];
  })
  .sort((a, b) => b[3] - a[3]);

const unit = 100; // a pixel of the coarse world is two kilometres or more: fine cells lie over it from zoom 5 on
const packed = (points) => pack(points, unit);
const world = {
  unit,
  land: feature(source, source.objects.land)
    .features.flatMap(({ geometry }) => polygonsOf(geometry))
    .map((polygon) => polygon.map((ring) => packed(unwrapRing(ring)))),
  borders: mesh(source, source.objects.countries, (a, b) => a !== b).coordinates.map((line) =>
    packed(unwrap(line)),
  ),
  labels,
  cells,
};

const target = new URL('../generated/', import.meta.url);
mkdirSync(target, { recursive: true });
writeFileSync(new URL('world.json', target), JSON.stringify(world));
console.log(`generated/world.json: ${labels.length} countries, ${cells.length} cells`);

function round(value) {
  return Math.round(value * 100) / 100;
}
