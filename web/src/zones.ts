/** The service's zones: areas with a name and altitudes. Pure, but for asking the service. */
import { altitudeOf } from './aircraft';
import { fetchJson, isRecord } from './api';
import type { Place } from './geo';
import type { Aircraft } from './state';

type Ring = readonly (readonly [lon: number, lat: number])[];

export interface Zone {
  readonly name: string;
  readonly minFeet: number | null;
  readonly maxFeet: number | null;
  /** Polygons, each an outline and its holes. */
  readonly areas: readonly (readonly Ring[])[];
}

/** The zones in force; none where the service has none or is too old to tell. */
export async function fetchZones(signal: AbortSignal): Promise<Zone[]> {
  try {
    return readZones(await fetchJson('api/zones', signal));
  } catch {
    return [];
  }
}

/** Reads GeoJSON as the service writes it; what is not a zone is left out. */
export function readZones(value: unknown): Zone[] {
  if (!isRecord(value) || !Array.isArray(value['features'])) return [];
  return value['features'].map(readZone).filter((zone) => zone !== null);
}

function readZone(feature: unknown): Zone | null {
  if (!isRecord(feature) || !isRecord(feature['geometry']) || !isRecord(feature['properties'])) return null;
  const { properties, geometry } = feature;
  const areas = geometry['type'] === 'Polygon' ? [geometry['coordinates']] : geometry['coordinates'];
  if (typeof properties['name'] !== 'string' || !isAreas(areas)) return null;
  const feet = (key: string) => (typeof properties[key] === 'number' ? properties[key] : null);
  return { name: properties['name'], minFeet: feet('minFeet'), maxFeet: feet('maxFeet'), areas };
}

function isAreas(value: unknown): value is Zone['areas'] {
  const listOf = (item: (one: unknown) => boolean) => (one: unknown) => Array.isArray(one) && one.every(item);
  return listOf(listOf(listOf(listOf((one) => typeof one === 'number'))))(value);
}

/** Whether an aircraft is in a zone, as the service counts: unknown altitudes are within any bounds, the ground is 0 ft. */
export function isInZone({ wire, position }: Aircraft, { minFeet, maxFeet, areas }: Zone): boolean {
  if (!position) return false;
  const altitude = altitudeOf(wire);
  const feet = altitude === 'ground' ? 0 : altitude;
  if (feet !== undefined && ((minFeet !== null && feet < minFeet) || (maxFeet !== null && feet > maxFeet)))
    return false;
  return areas.some((rings) => rings.filter((ring) => isInRing(position, ring)).length % 2 === 1);
}

/** Counts the edges that a line to the east crosses. */
function isInRing({ lat, lon }: Place, ring: Ring): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x1, y1] = ring[i] ?? [0, 0];
    const [x2, y2] = ring[j] ?? [0, 0];
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
