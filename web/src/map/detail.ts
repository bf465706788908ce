/** The fine coast: fetched cell by cell (see scripts/detail.mjs) for the region in view, and kept. */
import type { Feature, MultiLineString } from 'geojson';
import type { Bounds } from './projection';
import { polygon, unpack } from './world';

interface Cell {
  readonly box: readonly [west: number, south: number, east: number, north: number];
  readonly land: readonly (readonly (readonly number[])[])[];
  readonly coast: readonly (readonly number[])[];
  readonly borders: readonly (readonly number[])[];
}

export interface DetailGeography {
  /** The cells as rectangles of sea, which hide the coarse land below. */
  readonly sea: Feature[];
  readonly land: Feature[];
  readonly coast: MultiLineString;
  readonly borders: MultiLineString;
}

export const detailZoom = 5;
const cellsAcross = 32;
const unit = 10_000;
const mostCells = 12; // more means that the view is not as near as the zoom says: a very wide screen

export class Detail {
  private readonly wanted = new Set<string>();
  private readonly geography: DetailGeography = { sea: [], land: [], coast: lines(), borders: lines() };

  constructor(
    private readonly cells: ReadonlySet<string>,
    private readonly changed: (geography: DetailGeography) => void,
  ) {}

  /** Fetches what is missing in view; a cell that fails is asked for again with the next move. */
  async show(bounds: Bounds): Promise<void> {
    const missing = cellsIn(bounds).filter((name) => this.cells.has(name) && !this.wanted.has(name));
    if (missing.length === 0) return;
    await Promise.all(missing.slice(0, mostCells).map((name) => this.load(name)));
    this.changed(this.geography);
  }

  private async load(name: string): Promise<void> {
    this.wanted.add(name);
    try {
      const response = await fetch(`world/${name}.json`);
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      this.add((await response.json()) as Cell);
    } catch {
      this.wanted.delete(name);
    }
  }

  private add({ box, land, coast, borders }: Cell): void {
    const [west, south, east, north] = box;
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    this.geography.sea.push(polygon([ring]));
    for (const rings of land) this.geography.land.push(polygon(rings.map(read)));
    this.geography.coast.coordinates.push(...coast.map(read));
    this.geography.borders.coordinates.push(...borders.map(read));
  }
}

/** Names of the cells of the zoom-5 grid that a view touches; x wraps around the world. */
export function cellsIn({ left, right, top, bottom }: Bounds): string[] {
  const names: string[] = [];
  const [first, last] = [Math.floor(left * cellsAcross), Math.floor(right * cellsAcross)];
  for (let x = first; x <= Math.min(last, first + cellsAcross - 1); x++)
    for (
      let y = Math.max(0, Math.floor(top * cellsAcross));
      y <= Math.min(31, Math.floor(bottom * cellsAcross));
      y++
    )
      names.push(`${((x % cellsAcross) + cellsAcross) % cellsAcross}-${y}`);
  return names;
}

function read(flat: readonly number[]): number[][] {
  return unpack(flat, unit);
}

function lines(): MultiLineString {
  return { type: 'MultiLineString', coordinates: [] };
}
