/** The page: owns the state, hands it to the panels, and turns what the viewer does into new state. */
import { fetchAircraft, fetchReceiver, openStream } from './api';
import { ServiceClock } from './clock';
import { Connection, type LinkState } from './connection';
import { Details } from './card/details';
import { element } from './dom';
import { Filter } from './table/filter';
import type { Place } from './geo';
import { Header } from './header';
import { Legend } from './legend';
import { matcher, noCriteria, countCriteria, type Criteria } from './table/criteria';
import { sortAircraft } from './table/list';
import { loadTableSettings, storeTableSettings, type TableSettings } from './table/table-settings';
import type { TrafficMap } from './map/map';
import { loadSettings, storeSettings, type Settings, type Theme } from './settings';
import { makeSheet } from './sheet';
import { applyDelta, applySnapshot, emptyTraffic, type Traffic } from './state';
import { health } from './status';
import { strings } from './strings';
import { AircraftTable } from './table/table';
import { Tools } from './tools';
import { extendTrails, type Trails } from './trails';
import { readView, writeView } from './view';
import { fetchZones, type Zone } from './zones';

const homeZoom = 7;
const worldView = { lat: 30, lon: 10, zoom: 2 };

interface MapView {
  readonly lat: number;
  readonly lon: number;
  readonly zoom: number;
}

export class App {
  private traffic: Traffic = emptyTraffic;
  private readonly trails: Trails = new Map();
  private readonly clock = new ServiceClock();
  private settings: Settings = loadSettings();
  private receiver: Place | null = null;
  private link: LinkState = 'connecting';
  private selected: string | null;
  private following = false;
  private criteria: Criteria = noCriteria;
  private tableSettings: TableSettings = loadTableSettings();
  private zones: readonly Zone[] = [];
  private readonly view = readView(location.search);
  private hasPlace = this.view.lat !== undefined;
  private lastView: MapView | null = null;
  private urlTimer: ReturnType<typeof setTimeout> | undefined;

  private map: TrafficMap | null = null;
  private readonly canvas = element('div', { class: 'canvas' });
  private readonly dark = matchMedia('(prefers-color-scheme: dark)');
  private readonly select = (hex: string | null): void => this.choose(hex);
  private readonly change = (changes: Partial<Settings>): void => this.configure(changes);
  private readonly header = new Header({ change: this.change, select: this.select });
  private readonly details = new Details({
    close: () => this.choose(null),
    follow: (on) => this.follow(on),
  });
  private readonly legend = new Legend();
  private readonly tools = new Tools({
    zoom: (step) => this.map?.zoomBy(step),
    home: () => this.goHome(),
    change: this.change,
  });
  private readonly filter = new Filter({
    change: (criteria) => {
      this.criteria = criteria;
      this.showOnMap();
      this.showTable();
    },
    columns: (columns) => this.configureTable({ columns }),
  });
  private readonly table = new AircraftTable({
    select: this.select,
    sort: (sort) => this.configureTable({ sort }),
    open: () => this.details.focus(),
  });

  constructor(root: HTMLElement) {
    this.selected = this.view.icao ?? null;
    const stage = element(
      'div',
      { class: 'stage' },
      this.canvas,
      this.tools.root,
      this.legend.root,
      this.details.root,
    );
    stage.append(element('a', { class: 'attribution', href: 'licences.txt' }, strings.attribution));
    const panel = element('aside', { class: 'panel', 'aria-label': strings.aircraftList });
    panel.append(this.header.root, this.filter.root, this.table.root);
    root.append(stage, panel);
    makeSheet(panel, () => this.map?.resize());
    this.configureTable({});
  }

  start(): void {
    this.configure({});
    this.dark.addEventListener('change', () => this.configure({}));
    document.addEventListener('keydown', (event) => this.onKey(event));
    document.addEventListener('visibilitychange', () => this.wake());
    window.addEventListener('online', () => this.wake());
    void this.openMap();
    void this.findReceiver();
    this.connection.start();
    void this.findZones();
    setInterval(() => this.show(), 1000);
  }

  private readonly connection = new Connection(
    { openSocket: openStream, fetchAircraft, random: Math.random },
    {
      snapshot: (snapshot) => this.receive(applySnapshot(this.traffic, snapshot)),
      delta: (delta) => this.receive(applyDelta(this.traffic, delta)),
      state: (state) => {
        this.link = state;
        this.show();
      },
    },
  );

  /** The map library is the largest part of the page by far: it comes after the list. */
  private async openMap(): Promise<void> {
    const {
      lat = worldView.lat,
      lon = worldView.lon,
      zoom = this.hasPlace ? homeZoom : worldView.zoom,
    } = this.view;
    const { labels, trails, units } = this.settings;
    const options = { theme: this.theme(), units, labels, trails, selected: this.selected, hovered: null };
    try {
      const { TrafficMap } = await import('./map/map');
      this.map = new TrafficMap(this.canvas, { lat, lon, zoom }, options, () => this.now(), {
        select: this.select,
        moved: (view, byHand) => this.onMoved(view, byHand),
      });
    } catch {
      this.canvas.append(element('p', { class: 'notice', role: 'alert' }, strings.mapFailed));
      return;
    }
    this.configure({}); // what was chosen and received meanwhile
    if (this.receiver) this.placeReceiver(this.receiver);
    this.goToFirstTraffic();
    void document.fonts.load('700 12px B612').then(() => this.map?.refresh());
  }

  private onMoved(view: MapView, byHand: boolean): void {
    if (byHand) this.hasPlace = true;
    if (byHand && this.following) this.follow(false);
    this.writeUrl(view);
    if (this.criteria.inView) this.showTable();
  }

  private placeReceiver(receiver: Place): void {
    this.map?.setReceiver(receiver);
    if (!this.map || this.hasPlace) return;
    this.map.home(receiver, false, this.view.zoom);
    this.hasPlace = true;
  }

  private async findReceiver(): Promise<void> {
    for (let wait = 1000; ; wait = Math.min(30_000, wait * 2)) {
      try {
        const { lat, lon } = await fetchReceiver(AbortSignal.timeout(8000));
        if (lat === undefined || lon === undefined) return;
        this.receiver = { lat, lon };
        this.placeReceiver(this.receiver);
        this.show();
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  private receive(traffic: Traffic): void {
    this.traffic = traffic;
    this.clock.observe(traffic.now, performance.now() / 1000);
    extendTrails(this.trails, traffic);
    this.showOnMap();
    this.goToFirstTraffic();
    if (this.following) this.keepInSight();
    this.show();
  }

  /** Without a place in the URL and without a receiver's place, the first aircraft say where to look. */
  private goToFirstTraffic(): void {
    if (this.hasPlace || !this.map || this.receiver) return;
    const wanted = this.selected ? this.traffic.aircraft.get(this.selected)?.position : undefined;
    const place = wanted ?? [...this.traffic.aircraft.values()].find(({ position }) => position)?.position;
    if (!place) return;
    this.map.home(place, false, this.view.zoom);
    this.hasPlace = true;
  }

  private now(): number {
    return this.clock.now(performance.now() / 1000);
  }

  private theme(): Theme {
    if (this.settings.theme !== 'auto') return this.settings.theme;
    return this.dark.matches ? 'dark' : 'light';
  }

  private configure(changes: Partial<Settings>): void {
    this.settings = { ...this.settings, ...changes };
    if (Object.keys(changes).length > 0) storeSettings(this.settings);
    const { labels, trails, units } = this.settings;
    const theme = this.theme();
    document.documentElement.dataset['theme'] = theme;
    this.header.choose(this.settings);
    this.tools.show(this.settings);
    this.legend.show(theme, units);
    this.map?.set({ theme, units, labels, trails });
    this.filter.setUnits(units);
    this.showOnMap();
    this.show();
  }

  private configureTable(changes: Partial<TableSettings>): void {
    this.tableSettings = { ...this.tableSettings, ...changes };
    if (Object.keys(changes).length > 0) storeTableSettings(this.tableSettings);
    const { columns } = this.tableSettings;
    if (!changes.sort) this.table.setColumns(columns);
    this.filter.showColumns(columns);
    this.showTable();
  }

  private async findZones(): Promise<void> {
    this.zones = await fetchZones(AbortSignal.timeout(8000));
    this.filter.setZones(this.zones);
  }

  private choose(hex: string | null): void {
    if (hex !== this.selected) this.following = false;
    this.selected = hex;
    this.showOnMap();
    this.map?.set({ selected: hex });
    this.show();
    this.map?.setInset(this.details.inset());
    const place = hex ? this.map?.place(hex, this.now()) : null;
    if (place) this.map?.reveal(place);
    this.writeUrl(null);
  }

  private follow(on: boolean): void {
    this.following = on && this.selected !== null;
    if (this.following) this.keepInSight();
    this.show();
  }

  private keepInSight(): void {
    const place = this.selected ? this.map?.place(this.selected, this.now()) : null;
    if (place) this.map?.centre(place);
  }

  private goHome(): void {
    this.follow(false);
    if (this.receiver) this.map?.home(this.receiver, true);
  }

  private wake(): void {
    if (document.visibilityState !== 'visible') return;
    this.connection.nudge();
    this.map?.refresh();
  }

  private onKey(event: KeyboardEvent): void {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const actions: Record<string, () => void> = {
      '/': () => this.filter.focus(),
      Escape: () => this.choose(null),
      f: () => this.follow(!this.following),
      h: () => this.goHome(),
      l: () => this.configure({ labels: !this.settings.labels }),
      t: () => this.configure({ trails: !this.settings.trails }),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  private show(): void {
    if (document.visibilityState === 'hidden') return;
    this.header.show(this.traffic, health(this.link, this.traffic), this.receiver);
    document.documentElement.dataset['link'] = this.link;
    this.showTable();
    const hex = this.selected;
    const { receiver, following } = this;
    const { units } = this.settings;
    const aircraft = hex ? this.traffic.aircraft.get(hex) : undefined;
    const shown = { aircraft, now: this.now(), receiver, units, theme: this.theme(), following };
    this.details.show(hex ? { ...shown, hex } : null);
  }

  /** The map shows what passes the filter, and the selected aircraft in any case. */
  private showOnMap(): void {
    const { traffic, selected, receiver, zones } = this;
    let shown = traffic;
    if (this.criteria.text.trim() !== '' || countCriteria(this.criteria) > 0) {
      const passes = matcher(this.criteria, { receiver, zones });
      const aircraft = [...traffic.aircraft].filter(([hex, one]) => hex === selected || passes(one));
      shown = { ...traffic, aircraft: new Map(aircraft) };
    }
    this.map?.setTraffic(shown, this.trails);
  }

  private showTable(): void {
    const { criteria, receiver, zones } = this;
    const { aircraft } = this.traffic;
    const passes = matcher(criteria, { receiver, zones });
    const isInView = (place: Place | null) => place !== null && (this.map?.sees(place) ?? true);
    const rows = [...aircraft.values()].filter(
      (one) => passes(one) && (!criteria.inView || isInView(one.position)),
    );
    this.filter.show(rows.length, aircraft.size);
    this.table.show({
      rows: sortAircraft(rows, this.tableSettings.sort, receiver),
      now: this.now(),
      receiver,
      units: this.settings.units,
      theme: this.theme(),
      selected: this.selected,
      sort: this.tableSettings.sort,
      filtered: criteria.text.trim() !== '' || countCriteria(criteria) > 0,
    });
  }

  /** Browsers limit how often the address may change: the last change of a burst is written. */
  private writeUrl(view: MapView | null): void {
    this.lastView = view ?? this.lastView;
    clearTimeout(this.urlTimer);
    this.urlTimer = setTimeout(() => {
      const icao = this.selected ? { icao: this.selected } : {};
      const place = this.hasPlace ? this.lastView : null;
      const search = writeView(location.search, { ...place, ...icao });
      history.replaceState(null, '', `${location.pathname}${search}${location.hash}`);
    }, 150);
  }
}
