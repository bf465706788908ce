/** What lies on the map beside aircraft: how far was heard, zones, airports. Asked of the service, turned into shapes. */
import type { Feature, FeatureCollection } from 'geojson';
import { bandColour } from '../colour';
import type { Place } from '../geo';
import type { Theme } from '../settings';

/** Bands of altitude as the service keeps its outline by: feet. */
export const outlineBands: readonly { readonly above?: number; readonly below?: number }[] = [
  { below: 5000 },
  { above: 5000, below: 10_000 },
  { above: 10_000, below: 20_000 },
  { above: 20_000, below: 30_000 },
  { above: 30_000 },
];

/** Places of an outline around the receiver, a list for each band. */
export type Outlines = readonly (readonly Place[])[];

export async function fetchOutlines(signal: AbortSignal): Promise<Outlines> {
  return Promise.all(
    outlineBands.map(async ({ above, below }) => {
      const query = [above && `above=${above}`, below && `below=${below}`].filter(Boolean).join('&');
      return readOutline(await fetchJson(`data/outline.json?${query}`, signal));
    }),
  );
}

export function readOutline(value: unknown): Place[] {
  const range = (value as { actualRange?: { last24h?: { points?: unknown } } } | null)?.actualRange;
  const points = range?.last24h?.points;
  if (!Array.isArray(points)) return [];
  return points
    .filter((point): point is [number, number] => Array.isArray(point) && point.slice(0, 2).every(isNumber))
    .map(([lat, lon]) => ({ lat, lon }));
}

/** Lines in the colour of the middle of their band. */
export function outlineShapes(outlines: Outlines, theme: Theme): FeatureCollection {
  const middles = [2, 8, 15, 25, 36];
  const features = outlines.flatMap((places, i): Feature[] => {
    const [first] = places;
    if (!first || places.length < 3) return [];
    const coordinates = [...places, first].map(({ lat, lon }) => [lon, lat]);
    const colour = bandColour(middles[i] ?? 36, theme);
    return [{ type: 'Feature', properties: { colour }, geometry: { type: 'LineString', coordinates } }];
  });
  return { type: 'FeatureCollection', features };
}

export async function fetchShapes(
  path: 'api/zones' | 'api/airports',
  signal: AbortSignal,
): Promise<FeatureCollection> {
  const value = await fetchJson(path, signal);
  const features = (value as { features?: unknown } | null)?.features;
  return { type: 'FeatureCollection', features: Array.isArray(features) ? (features as Feature[]) : [] };
}

/** Areas, and the middle of each as a point for its name: a name on an area is drawn once for each tile that it touches. */
export function withNames({ features }: FeatureCollection): FeatureCollection {
  const middles = features.flatMap((feature): Feature[] => {
    if (feature.geometry.type !== 'MultiPolygon') return [];
    const places = feature.geometry.coordinates.flatMap(([outline]) => outline ?? []);
    const middle = [0, 1].map((axis) => {
      const values = places.map((place) => place[axis] ?? 0);
      return (Math.min(...values) + Math.max(...values)) / 2;
    });
    return [
      { type: 'Feature', properties: feature.properties, geometry: { type: 'Point', coordinates: middle } },
    ];
  });
  return { type: 'FeatureCollection', features: [...features, ...middles] };
}

async function fetchJson(path: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(path, { signal, cache: 'no-store' });
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  return response.json();
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
