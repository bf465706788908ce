/** The map: base, receiver and traffic in one, with the few things that the rest of the page asks of it. */
import { Map as MapLibre, ScaleControl, setWorkerUrl, type GeoJSONSource } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { GeoJSON } from 'geojson';
import type { Place } from '../geo';
import type { Traffic } from '../state';
import { strings } from '../strings';
import type { TrailPoint, Trails } from '../trails';
import { layers, style, type SourceName } from './basemap';
import { Extras, type ExtraChoice } from './extras';
import { Detail, detailZoom } from './detail';
import { Overlay, type OverlayOptions } from './overlay';
import { palettes } from './palette';
import { Projection, zoomForRadius } from './projection';
import { rings } from './rings';
import type { MapOffer } from './tiles';
import { collection, graticule, loadWorld } from './world';

setWorkerUrl(workerUrl);

export interface MapEvents {
  select(hex: string | null): void;
  moved(view: { lat: number; lon: number; zoom: number }, byHand: boolean): void;
  /** Tiles of that name cannot be drawn. */
  tilesFailed(name: string): void;
}

type PaintName = Parameters<MapLibre['setPaintProperty']>[1];

const homeRadius = 270_000; // metres, about 145 nmi
const clickReach = 6;
const touchReach = 16;
const scaleUnits = { aeronautical: 'nautical', metric: 'metric', imperial: 'imperial' } as const;

export class TrafficMap {
  private readonly map: MapLibre;
  private readonly overlay: Overlay;
  private readonly scale: ScaleControl;
  private readonly extras: Extras;
  private receiver: Place | null = null;
  private inset = 0;
  private styled = false;
  private detail: Detail | null = null;

  constructor(
    container: HTMLElement,
    start: { lat: number; lon: number; zoom: number },
    options: OverlayOptions,
    clock: () => number,
    private readonly events: MapEvents,
  ) {
    this.map = new MapLibre({
      container,
      style: style(palettes[options.theme]),
      center: [start.lon, start.lat],
      zoom: start.zoom,
      minZoom: 1.5,
      maxZoom: 14,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      attributionControl: false,
      fadeDuration: 150,
      locale: { 'Map.Title': strings.map },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.scale = new ScaleControl({ maxWidth: 110, unit: scaleUnits[options.units] });
    this.map.addControl(this.scale, 'bottom-right');
    this.overlay = new Overlay(() => this.camera(), clock, options);
    this.map.getCanvasContainer().append(this.overlay.backdrop.canvas, this.overlay.canvas);
    this.extras = new Extras(
      this.map,
      (source, data) => this.setData(source, data),
      (name) => this.events.tilesFailed(name),
    );
    this.listen();
    this.map.once('style.load', () => {
      this.styled = true;
      void this.addGeography();
    });
  }

  setTraffic(traffic: Traffic, trails: Trails): void {
    this.overlay.setTraffic(traffic, trails);
  }

  setReceiver(receiver: Place | null): void {
    this.receiver = receiver;
    this.whenStyled(() => this.drawReceiver());
  }

  /** Where the selected aircraft was before the page was opened. */
  setPast(points: readonly TrailPoint[]): void {
    this.overlay.setPast(points);
  }

  /** Places of the heatmap, longitude and latitude by turns; null for none. */
  setHeat(places: Float32Array | null): void {
    this.overlay.setHeat(places);
  }

  setOffer(offer: MapOffer, hasOutline: boolean): void {
    this.extras.hasOutline = hasOutline;
    this.whenStyled(() => this.extras.setOffer(offer));
  }

  showExtras(choice: ExtraChoice): void {
    this.whenStyled(() => this.extras.show(choice, this.overlay.options.theme));
  }

  /** Asks again for what is shown and may have changed. */
  refreshExtras(): void {
    this.whenStyled(() => this.extras.refresh());
  }

  set(changes: Partial<OverlayOptions>): void {
    const { theme, units } = this.overlay.options;
    this.overlay.set(changes);
    if (changes.theme && changes.theme !== theme) this.whenStyled(() => this.recolour());
    if (changes.units && changes.units !== units) {
      this.scale.setUnit(scaleUnits[changes.units]);
      this.whenStyled(() => this.drawReceiver());
    }
  }

  /** Draws again after fonts arrived or the page became visible. */
  refresh(): void {
    this.overlay.request();
  }

  /** The left part of the map that a card covers, in pixels. */
  setInset(inset: number): void {
    this.inset = inset;
  }

  centre(place: Place): void {
    this.map.easeTo({ center: [place.lon, place.lat], offset: [this.inset / 2, 0], duration: 500 });
  }

  /** Shows the region around a place that a good antenna hears. */
  home(place: Place, animate: boolean, zoom?: number): void {
    const { width, height } = this.camera();
    const fitting = zoomForRadius(homeRadius, place.lat, Math.min(width, height));
    const view = { center: [place.lon, place.lat] as [number, number], zoom: zoom ?? fitting };
    if (animate) this.map.easeTo({ ...view, duration: 600 });
    else this.map.jumpTo(view);
  }

  /** Moves the map only when the aircraft is near its edge or outside. */
  reveal(place: Place): void {
    const { x, y } = this.map.project([place.lon, place.lat]);
    const { width, height } = this.camera();
    const edge = Math.min(60, width / 6, height / 6);
    if (x < this.inset + edge || y < edge || x > width - edge || y > height - edge) this.centre(place);
  }

  /** Whether a place is on the part of the map that is shown. */
  sees(place: Place): boolean {
    const { x, y } = this.map.project([place.lon, place.lat]);
    const { width, height } = this.camera();
    return x >= 0 && y >= 0 && x <= width && y <= height;
  }

  place(hex: string, now: number): Place | null {
    return this.overlay.actor(hex)?.glide.at(now) ?? null;
  }

  zoomBy(step: number): void {
    this.map.zoomTo(this.map.getZoom() + step, { duration: 250 });
  }

  resize(): void {
    this.map.resize();
  }

  private camera(): { lat: number; lon: number; zoom: number; width: number; height: number } {
    const { lat, lng } = this.map.getCenter();
    const { clientWidth, clientHeight } = this.map.getContainer();
    return { lat, lon: lng, zoom: this.map.getZoom(), width: clientWidth, height: clientHeight };
  }

  private listen(): void {
    this.map.on('render', () => this.overlay.draw());
    // For those who take pictures: whether all tiles are there and the map stands still.
    const { dataset } = this.map.getContainer();
    this.map.on('idle', () => (dataset['idle'] = 'true'));
    for (const busy of ['movestart', 'dataloading'] as const)
      this.map.on(busy, () => (dataset['idle'] = 'false'));
    this.map.on('resize', () => this.overlay.request());
    this.map.on('moveend', (event) => {
      const { lat, lon, zoom } = this.camera();
      this.showDetail();
      this.events.moved({ lat, lon, zoom }, event.originalEvent !== undefined);
    });
    this.map.on('click', ({ point, originalEvent }) => {
      const touch = (originalEvent as Partial<PointerEvent>).pointerType === 'touch';
      this.events.select(this.overlay.find(point.x, point.y, touch ? touchReach : clickReach));
    });
    this.map.on('mousemove', ({ point }) => this.hover(this.overlay.find(point.x, point.y, 2)));
    this.map.on('mouseout', () => this.hover(null));
  }

  private hover(hex: string | null): void {
    if (hex === this.overlay.options.hovered) return;
    this.overlay.set({ hovered: hex });
    this.map.getCanvas().style.cursor = hex ? 'pointer' : '';
  }

  private async addGeography(): Promise<void> {
    this.setData('graticule', graticule());
    try {
      const [world] = await Promise.all([loadWorld(), document.fonts.load('16px B612')]);
      this.setData('land', world.land);
      this.setData('borders', world.borders);
      this.setData('countries', world.countries);
      this.detail = new Detail(world.cells, ({ sea, land, coast, borders }) => {
        this.setData('detail-sea', collection(sea));
        this.setData('detail-land', collection(land));
        this.setData('detail-coast', coast);
        this.setData('detail-borders', borders);
      });
      this.showDetail();
    } catch {
      // Without the world the traffic still flies over rings and graticule.
    }
  }

  private showDetail(): void {
    const camera = this.camera();
    if (camera.zoom >= detailZoom) void this.detail?.show(new Projection(camera).bounds());
  }

  private drawReceiver(): void {
    if (!this.receiver) return;
    const { lat, lon } = this.receiver;
    const { circles, labels } = rings(this.receiver, this.overlay.options.units);
    this.setData('rings', circles);
    this.setData('ring-labels', labels);
    this.setData('receiver', { type: 'Point', coordinates: [lon, lat] });
  }

  /** Sources and layers can be changed only once MapLibre has taken the style in. */
  private whenStyled(action: () => void): void {
    if (this.styled) action();
    else this.map.once('style.load', action);
  }

  private recolour(): void {
    for (const layer of layers(palettes[this.overlay.options.theme]))
      for (const [name, value] of Object.entries(layer.paint ?? {}) as [PaintName, never][])
        this.map.setPaintProperty(layer.id, name, value);
  }

  private setData(source: SourceName, data: GeoJSON): void {
    this.map.getSource<GeoJSONSource>(source)?.setData(data);
  }
}
