// Writes public/licences.txt: the terms of what the built page contains of others.
import { readFileSync, writeFileSync } from 'node:fs';

const parts = [
  ['MapLibre GL JS (map drawing)', 'maplibre-gl/LICENSE.txt'],
  ['uPlot (charts)', 'uplot/LICENSE'],
  ['B612 (typeface)', '@fontsource/b612/LICENSE'],
  [
    'world-atlas (countries and coasts, made from Natural Earth, which is in the public domain)',
    'world-atlas/LICENSE',
  ],
];
const text = parts.map(([name, path]) => {
  const licence = readFileSync(new URL(`../node_modules/${path}`, import.meta.url), 'utf8').trim();
  return `${name}\n${'='.repeat(name.length)}\n\n${licence}\n`;
});
writeFileSync(new URL('../public/licences.txt', import.meta.url), text.join('\n\n'));
