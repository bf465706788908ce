// Writes public/licences.txt: the terms of what the built page contains of others.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const parts = [
  ['MapLibre GL JS (map drawing)', 'maplibre-gl/LICENSE.txt'],
  ['PMTiles (reading tiles)', 'pmtiles/LICENSE'],
  ['fflate (unpacking them)', 'fflate/LICENSE'],
  ['uPlot (charts)', 'uplot/LICENSE'],
  ['B612 (typeface)', '@fontsource/b612/LICENSE'],
  [
    'world-atlas (countries and coasts, made from Natural Earth, which is in the public domain)',
    'world-atlas/LICENSE',
  ],
];
const text = parts.map(([name, path]) => {
  const licence = readFileSync(find(path), 'utf8').trim();
  return `${name}\n${'='.repeat(name.length)}\n\n${licence}\n`;
});
writeFileSync(new URL('../public/licences.txt', import.meta.url), text.join('\n\n'));

/** The file in the package, or our copy for a package that comes without one. */
function find(path) {
  const packed = new URL(`../node_modules/${path}`, import.meta.url);
  return existsSync(packed)
    ? packed
    : new URL(`licences/${path.replace('/LICENSE', '.txt')}`, import.meta.url);
}
