/** The map under the traffic, as a MapLibre style: no tiles, no fonts, no icons from anywhere. */
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Palette } from './palette';

const nothing = { type: 'FeatureCollection' as const, features: [] };
export const sources = [
  'land',
  'borders',
  'detail-sea',
  'detail-land',
  'detail-borders',
  'detail-coast',
  'countries',
  'graticule',
  'outline',
  'zones',
  'airports',
  'rings',
  'ring-labels',
  'receiver',
] as const;
export type SourceName = (typeof sources)[number];

const borderWidth: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 2, 0.5, 8, 1.4];
const coastWidth: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 2, 0.5, 8, 1.2];

/** Fonts are those of the page: without a glyph URL MapLibre draws letters with the browser. */
const font = ['B612'];

export function style(palette: Palette): StyleSpecification {
  return {
    version: 8,
    sources: Object.fromEntries(
      sources.map((name) => [name, { type: 'geojson', data: nothing, tolerance: 0.3, maxzoom: 10 }]),
    ),
    layers: layers(palette),
  };
}

/** The layers from bottom to top; fine cells lie over the coarse world with a sea of their own. Another palette gives the same layers in other colours. */
export function layers(palette: Palette): LayerSpecification[] {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': palette.sea } },
    fill('land', palette.land),
    line('borders', palette.border, borderWidth),
    { ...line('land', palette.coast, coastWidth), id: 'coast' } as LayerSpecification,
    fill('detail-sea', palette.sea),
    fill('detail-land', palette.land),
    line('graticule', palette.graticule, ['interpolate', ['linear'], ['zoom'], 3, 0.6, 8, 1]),
    line('detail-borders', palette.border, borderWidth),
    line('detail-coast', palette.coast, coastWidth),
    countryNames(palette),
    ...zones(palette),
    ...airports(palette),
    {
      id: 'outline',
      type: 'line',
      source: 'outline',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': ['get', 'colour'], 'line-width': 1.6, 'line-opacity': 0.75 },
    },
    {
      id: 'rings',
      type: 'line',
      source: 'rings',
      paint: { 'line-color': palette.ring, 'line-width': 1, 'line-dasharray': [4, 4] },
    },
    {
      id: 'ring-labels',
      type: 'symbol',
      source: 'ring-labels',
      layout: {
        'text-field': ['get', 'text'],
        'text-font': font,
        'text-size': 11,
        'text-anchor': 'bottom',
        'text-offset': [0, -0.2],
      },
      paint: { 'text-color': palette.ringText, 'text-halo-color': palette.halo, 'text-halo-width': 1.5 },
    },
    {
      id: 'receiver-ring',
      type: 'circle',
      source: 'receiver',
      paint: {
        'circle-radius': 9,
        'circle-color': 'transparent',
        'circle-stroke-color': palette.receiver,
        'circle-stroke-width': 1.2,
        'circle-stroke-opacity': 0.7,
      },
    },
    {
      id: 'receiver',
      type: 'circle',
      source: 'receiver',
      paint: { 'circle-radius': 3.5, 'circle-color': palette.receiver },
    },
  ];
}

function fill(name: SourceName, colour: string): LayerSpecification {
  return {
    id: name,
    type: 'fill',
    source: name,
    paint: { 'fill-color': colour, 'fill-antialias': false },
  };
}

function line(name: SourceName, colour: string, width: ExpressionSpecification): LayerSpecification {
  return {
    id: name,
    type: 'line',
    source: name,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width },
  };
}

/** Large countries first; small ones appear as the view comes nearer. `area` is in square degrees. */
function countryNames(palette: Palette): LayerSpecification {
  const area: ExpressionSpecification = ['get', 'area'];
  return {
    id: 'countries',
    type: 'symbol',
    source: 'countries',
    filter: ['>=', area, ['step', ['zoom'], 60, 3, 20, 4, 4, 5, 0.4, 6, 0]],
    layout: {
      'text-field': ['upcase', ['get', 'name']],
      'text-font': font,
      'text-size': ['interpolate', ['linear'], ['zoom'], 2, 9, 7, ['step', area, 11, 5, 13, 30, 15]],
      'text-letter-spacing': 0.18,
      'text-max-width': 7,
      'text-padding': 6,
      'symbol-sort-key': ['-', 0, area],
    },
    paint: { 'text-color': palette.country, 'text-halo-color': palette.land, 'text-halo-width': 1 },
  };
}

function zones(palette: Palette): LayerSpecification[] {
  return [
    {
      id: 'zones-area', // fills and lines pass over the points of the names
      type: 'fill',
      source: 'zones',
      paint: { 'fill-color': palette.zone, 'fill-opacity': 0.08 },
    },
    line('zones', palette.zone, ['interpolate', ['linear'], ['zoom'], 5, 0.8, 10, 1.6]),
    {
      id: 'zones-names',
      type: 'symbol',
      source: 'zones',
      minzoom: 6.5,
      filter: ['==', ['geometry-type'], 'Point'],
      layout: { 'text-field': ['get', 'name'], 'text-font': font, 'text-size': 11, 'text-padding': 4 },
      paint: { 'text-color': palette.zone, 'text-halo-color': palette.halo, 'text-halo-width': 1.4 },
    },
  ];
}

/** Large airports from afar, small ones as the view comes nearer; runways as long as they are. */
function airports(palette: Palette): LayerSpecification[] {
  const size: ExpressionSpecification = ['get', 'size'];
  const shown: ExpressionSpecification = [
    'match',
    size,
    'large',
    ['>=', ['zoom'], 5.5],
    'medium',
    ['>=', ['zoom'], 7],
    'small',
    ['>=', ['zoom'], 9],
    ['>=', ['zoom'], 11],
  ];
  return [
    {
      id: 'runways',
      type: 'line',
      source: 'airports',
      minzoom: 8,
      filter: ['has', 'runway'],
      layout: { 'line-cap': 'butt' },
      paint: {
        'line-color': palette.airport,
        'line-width': ['interpolate', ['exponential', 2], ['zoom'], 8, 1.2, 11, 2.2, 14, 6],
      },
    },
    {
      id: 'airports',
      type: 'circle',
      source: 'airports',
      maxzoom: 9.5,
      filter: ['all', ['has', 'size'], shown],
      paint: {
        'circle-radius': ['match', size, 'large', 3, 2.2],
        'circle-color': palette.halo,
        'circle-stroke-color': palette.airport,
        'circle-stroke-width': 1.3,
      },
    },
    {
      id: 'airports-names',
      type: 'symbol',
      source: 'airports',
      minzoom: 6.5,
      filter: ['all', ['has', 'size'], shown],
      layout: {
        'text-field': [
          'step',
          ['zoom'],
          ['get', 'ident'],
          10,
          ['concat', ['get', 'ident'], '\n', ['get', 'name']],
        ],
        'text-font': font,
        'text-size': 10.5,
        'text-anchor': 'top',
        'text-offset': [0, 0.5],
        'text-max-width': 9,
        'symbol-sort-key': ['match', size, 'large', 0, 'medium', 1, 'small', 2, 3],
      },
      paint: { 'text-color': palette.airport, 'text-halo-color': palette.halo, 'text-halo-width': 1.3 },
    },
  ];
}
