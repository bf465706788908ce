/** Loads the embedded coarse world (see scripts/world.mjs) and turns it into what the base map draws. */
import type { Feature, FeatureCollection, MultiLineString } from 'geojson';
import worldUrl from '../../generated/world.json?url';

interface World {
  readonly unit: number;
  readonly land: readonly (readonly (readonly number[])[])[];
  readonly borders: readonly (readonly number[])[];
  readonly labels: readonly (readonly [name: string, lon: number, lat: number, area: number])[];
  readonly cells: readonly string[];
}

export interface Geography {
  readonly land: FeatureCollection;
  readonly borders: MultiLineString;
  readonly countries: FeatureCollection;
  /** Names of the cells of which a fine coast can be fetched. */
  readonly cells: ReadonlySet<string>;
}

export async function loadWorld(): Promise<Geography> {
  const response = await fetch(worldUrl);
  if (!response.ok) throw new Error(`world: HTTP ${response.status}`);
  const { unit, land, borders, labels, cells } = (await response.json()) as World;
  const countries = labels.map(([name, lon, lat, area]): Feature => ({
    type: 'Feature',
    properties: { name, area },
    geometry: { type: 'Point', coordinates: [lon, lat] },
  }));
  return {
    land: collection(land.map((rings) => polygon(rings.map((ring) => unpack(ring, unit))))),
    borders: { type: 'MultiLineString', coordinates: borders.map((line) => unpack(line, unit)) },
    countries: collection(countries),
    cells: new Set(cells),
  };
}

/** Undoes `pack` of scripts/lines.mjs: whole numbers of 1/unit degree, each point a difference from the last. */
export function unpack(flat: readonly number[], unit: number): number[][] {
  const points: number[][] = [];
  let [x, y] = [0, 0];
  for (let i = 0; i + 1 < flat.length; i += 2) {
    x += flat[i] ?? 0;
    y += flat[i + 1] ?? 0;
    points.push([x / unit, y / unit]);
  }
  return points;
}

export function polygon(coordinates: number[][][]): Feature {
  return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates } };
}

export function collection(features: Feature[]): FeatureCollection {
  return { type: 'FeatureCollection', features };
}

/** Parallels and meridians every ten degrees. */
export function graticule(): MultiLineString {
  const lines: number[][][] = [];
  for (let lon = -180; lon <= 180; lon += 10)
    lines.push([-85, -60, -30, 0, 30, 60, 85].map((lat) => [lon, lat]));
  for (let lat = -80; lat <= 80; lat += 10) lines.push([-180, -90, 0, 90, 180].map((lon) => [lon, lat]));
  return { type: 'MultiLineString', coordinates: lines };
}
