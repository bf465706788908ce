/** What the viewer may put on the map beside aircraft: coverage, zones, airports, other tiles. Fetched when first wanted. */
import type { FeatureCollection, GeoJSON } from 'geojson';
import type { Map as MapLibre } from 'maplibre-gl';
import type { Settings, Theme } from '../settings';
import type { SourceName } from './basemap';
import { fetchOutlines, fetchShapes, outlineShapes, withNames, type Outlines } from './layers';
import { palettes } from './palette';
import { TileLayer, type MapOffer } from './tiles';
import { collection } from './world';

export type ExtraChoice = Pick<Settings, 'outline' | 'zones' | 'airports' | 'tiles' | 'rings'>;

const freshSeconds = 600; // coverage grows slowly, and zones are edited rarely
const timeoutMs = 10_000;
/** What lies above tiles in the built-in map and they have themselves. */
const builtIn = ['countries', 'detail-borders', 'detail-coast'];

interface Fetched {
  readonly at: number;
  readonly shapes: Promise<FeatureCollection>;
}

export class Extras {
  private choice: ExtraChoice | null = null;
  private theme: Theme | null = null;
  private offer: MapOffer = { zones: false, airports: false, tiles: [] };
  private outlines: Outlines = [];
  private outlinesAt = -Infinity;
  private readonly fetched = new Map<string, Fetched>();
  private readonly tiles: TileLayer;
  /** Whether receiver.json tells that there is an outline. */
  hasOutline = false;

  constructor(
    private readonly map: MapLibre,
    private readonly setData: (source: SourceName, data: GeoJSON) => void,
    private readonly failed: (name: string) => void,
  ) {
    this.tiles = new TileLayer(map, 'graticule');
  }

  setOffer(offer: MapOffer): void {
    this.offer = offer;
    if (this.choice && this.theme) this.show(this.choice, this.theme);
  }

  show(choice: ExtraChoice, theme: Theme): void {
    const before = this.choice;
    const recoloured = theme !== this.theme;
    this.choice = choice;
    this.theme = theme;
    this.visible(choice.rings, 'rings', 'ring-labels');
    this.visible(choice.zones && this.offer.zones, 'zones-area', 'zones', 'zones-names');
    this.visible(choice.airports && this.offer.airports, 'airports', 'runways', 'airports-names');
    this.visible(choice.outline && this.hasOutline, 'outline');
    if (choice.zones && this.offer.zones) void this.fetch('zones');
    if (choice.airports && this.offer.airports) void this.fetch('airports');
    if (choice.outline && this.hasOutline) void this.showOutline(recoloured);
    const tiles = this.offer.tiles.find(({ name }) => name === choice.tiles);
    if (recoloured || !before || before.tiles !== choice.tiles || (tiles && !this.hasTiles))
      void this.showTiles();
  }

  /** Looks for news of what is shown; cheap when it is young. */
  refresh(): void {
    if (this.choice && this.theme && document.visibilityState === 'visible')
      this.show(this.choice, this.theme);
  }

  private hasTiles = false;

  private async showTiles(): Promise<void> {
    const tiles = this.offer.tiles.find(({ name }) => name === this.choice?.tiles);
    this.hasTiles = tiles !== undefined;
    try {
      const covers = await this.tiles.show(tiles, palettes[this.theme ?? 'light']);
      this.visible(!covers, ...builtIn);
    } catch {
      this.visible(true, ...builtIn);
      if (tiles) this.failed(tiles.name);
    }
  }

  private async showOutline(recoloured: boolean): Promise<void> {
    const stale = seconds() - this.outlinesAt > freshSeconds;
    if (!stale && !recoloured) return;
    try {
      if (stale) {
        this.outlinesAt = seconds();
        this.outlines = await fetchOutlines(AbortSignal.timeout(timeoutMs));
      }
      this.setData('outline', outlineShapes(this.outlines, this.theme ?? 'light'));
    } catch {
      this.outlinesAt = -Infinity; // asked for again with the next look
    }
  }

  private async fetch(name: 'zones' | 'airports'): Promise<void> {
    const known = this.fetched.get(name);
    if (known && seconds() - known.at < freshSeconds) return;
    const shapes = fetchShapes(`api/${name}`, AbortSignal.timeout(timeoutMs));
    this.fetched.set(name, { at: seconds(), shapes });
    try {
      this.setData(name, name === 'zones' ? withNames(await shapes) : await shapes);
    } catch {
      this.fetched.delete(name);
      this.setData(name, collection([]));
    }
  }

  private visible(on: boolean, ...layers: readonly string[]): void {
    for (const layer of layers)
      if (this.map.getLayer(layer)) this.map.setLayoutProperty(layer, 'visibility', on ? 'visible' : 'none');
  }
}

function seconds(): number {
  return performance.now() / 1000;
}
