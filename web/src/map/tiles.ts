/** Maps that the owner put into the service's configuration: pictures, or shapes drawn in our colours. Nothing else asks another host. */
import type {
  ExpressionSpecification,
  LayerSpecification,
  Map as MapLibre,
  SourceSpecification,
} from 'maplibre-gl';
import type { Palette } from './palette';

export interface Tiles {
  readonly name: string;
  readonly kind: 'raster' | 'vector' | 'pmtiles';
  /** Relative for a file that the service has. */
  readonly url: string;
  readonly attribution: string;
  readonly maxZoom: number;
}

export interface MapOffer {
  readonly zones: boolean;
  readonly airports: boolean;
  readonly tiles: readonly Tiles[];
}

/** What the service has for the map. */
export async function fetchOffer(signal: AbortSignal): Promise<MapOffer> {
  const response = await fetch('api/map', { signal, cache: 'no-store' });
  if (!response.ok) throw new Error(`api/map: HTTP ${response.status}`);
  const { zones, airports, tiles } = (await response.json()) as Partial<MapOffer>;
  return { zones: zones === true, airports: airports === true, tiles: Array.isArray(tiles) ? tiles : [] };
}

/** Whether browsers ask another computer than the service for it. */
export function isForeign({ url }: Tiles, page: string): boolean {
  return new URL(url, page).host !== new URL(page).host;
}

const source = 'tiles';
const own = 'tiles-';

export class TileLayer {
  private shown = '';
  private wanted = '';

  constructor(
    private readonly map: MapLibre,
    /** The layer above all tiles. */
    private readonly above: string,
  ) {}

  /** Puts tiles under the traffic, or none; true when they cover the built-in map. */
  async show(tiles: Tiles | undefined, palette: Palette): Promise<boolean> {
    this.wanted = tiles?.name ?? '';
    const made = tiles && (await sourceOf(tiles));
    if (this.wanted !== (tiles?.name ?? '')) return this.shown !== ''; // another choice came meanwhile
    this.remove();
    if (!tiles || !made) return false;
    this.map.addSource(source, made.source);
    const layers = made.isRaster ? [picture()] : shapes(palette, made.layers);
    for (const layer of layers) this.map.addLayer(layer, this.above);
    this.shown = tiles.name;
    return true;
  }

  private remove(): void {
    for (const { id } of this.map.getStyle().layers) if (id.startsWith(own)) this.map.removeLayer(id);
    if (this.map.getSource(source)) this.map.removeSource(source);
    this.shown = '';
  }
}

interface Made {
  readonly source: SourceSpecification;
  readonly isRaster: boolean;
  /** Names of the layers inside, when they are told. */
  readonly layers: ReadonlySet<string> | null;
}

async function sourceOf({ kind, url, attribution, maxZoom }: Tiles): Promise<Made> {
  const address =
    kind === 'pmtiles' ? '' : new URL(url, location.href).href.replaceAll('%7B', '{').replaceAll('%7D', '}');
  if (kind === 'raster')
    return {
      source: { type: 'raster', tiles: [address], tileSize: 256, maxzoom: maxZoom, attribution },
      isRaster: true,
      layers: null,
    };
  if (kind === 'vector')
    return {
      source: { type: 'vector', tiles: [address], maxzoom: Math.min(maxZoom, 14), attribution },
      isRaster: false,
      layers: null,
    };
  return packed(new URL(url, location.href).href, attribution);
}

let protocol: Promise<{ add(archive: unknown): void }> | null = null;

/** One file with all tiles; its reader is fetched when there is such a file. */
async function packed(url: string, attribution: string): Promise<Made> {
  const [{ PMTiles, Protocol, TileType }, { addProtocol }] = await Promise.all([
    import('pmtiles'),
    import('maplibre-gl'),
  ]);
  protocol ??= Promise.resolve(new Protocol()).then((one) => {
    addProtocol('pmtiles', one.tile);
    return { add: (archive) => one.add(archive as InstanceType<typeof PMTiles>) };
  });
  const archive = new PMTiles(url);
  (await protocol).add(archive);
  const { tileType, maxZoom } = await archive.getHeader();
  const isRaster = tileType !== TileType.Mvt;
  const metadata = (await archive.getMetadata()) as { vector_layers?: { id: string }[] };
  const address = `pmtiles://${url}`;
  return {
    source: isRaster
      ? { type: 'raster', url: address, tileSize: 256, maxzoom: maxZoom, attribution }
      : { type: 'vector', url: address, attribution },
    isRaster,
    layers: metadata.vector_layers ? new Set(metadata.vector_layers.map(({ id }) => id)) : null,
  };
}

function picture(): LayerSpecification {
  return { id: `${own}picture`, type: 'raster', source, paint: { 'raster-fade-duration': 150 } };
}

/**
 * Shapes of the three usual schemas: OpenMapTiles (water, transportation, place …), Protomaps (earth, roads, places …)
 * and Shortbread (ocean, streets, place_labels …). Layers that the tiles do not have are left out.
 */
function shapes(palette: Palette, known: ReadonlySet<string> | null): LayerSpecification[] {
  const all: LayerSpecification[] = [
    fill('earth', palette.land),
    fill('land', palette.land),
    ...['water', 'ocean', 'water_polygons'].map((name) => fill(name, palette.sea)),
    ...['waterway', 'water_lines'].map((name) => line(name, palette.coast, 0.7, 8)),
    ...['transportation', 'roads', 'streets'].map((name) => line(name, palette.border, 1.1, 6)),
    ...['aeroway', 'street_polygons'].map((name) => line(name, palette.coast, 1.6, 9)),
    ...['boundary', 'boundaries'].map((name) => line(name, palette.border, 1, 0)),
    ...['place', 'places', 'place_labels'].map((name) => names(name, palette)),
  ];
  return known
    ? all.filter((layer) => 'source-layer' in layer && known.has(layer['source-layer'] ?? ''))
    : all;
}

function fill(name: string, colour: string): LayerSpecification {
  const filter: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon'];
  return {
    id: own + name,
    type: 'fill',
    source,
    'source-layer': name,
    filter,
    paint: { 'fill-color': colour },
  };
}

function line(name: string, colour: string, width: number, minzoom: number): LayerSpecification {
  const thicker: ExpressionSpecification = [
    'interpolate',
    ['linear'],
    ['zoom'],
    6,
    width * 0.5,
    14,
    width * 2,
  ];
  return {
    id: own + name,
    type: 'line',
    source,
    'source-layer': name,
    minzoom,
    paint: { 'line-color': colour, 'line-width': thicker },
  };
}

function names(name: string, palette: Palette): LayerSpecification {
  return {
    id: own + name,
    type: 'symbol',
    source,
    'source-layer': name,
    layout: {
      'text-field': ['coalesce', ['get', 'name:en'], ['get', 'name_en'], ['get', 'name']],
      'text-font': ['B612'],
      'text-size': 11,
      'text-padding': 12,
    },
    paint: { 'text-color': palette.country, 'text-halo-color': palette.halo, 'text-halo-width': 1.2 },
  };
}
