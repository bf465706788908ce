/** The page: owns the state, hands it to the panels, and turns what the viewer does into new state. */
import { Address } from './address';
import { Alerts } from './alerts/alerts';
import { fetchAircraft, fetchReceiver, openStream, untilTold, type Receiver } from './api';
import { colourings } from './colouring';
import { Connection, type LinkState } from './connection';
import { Details } from './card/details';
import { extendSignals, type Signals } from './card/signals';
import { element } from './dom';
import type { Place } from './geo';
import { Header } from './header';
import { listenToKeys } from './keys';
import { Legend } from './legend';
import { Lens } from './lens';
import { Moment } from './history/moment';
import { MapDesk } from './map/desk';
import type { TrafficMap } from './map/map';
import { readQuery } from './query';
import { loadSettings, storeSettings, type Settings, type Theme } from './settings';
import { makeSheet } from './sheet';
import { Station } from './station/station';
import { applyDelta, applySnapshot, type Traffic } from './state';
import { health } from './status';
import { mapWords, strings, timeWords } from './strings';
import { ListPanel } from './table/panel';
import { Tools } from './tools';
import { readView, type View } from './view';
import { fetchZones } from './zones';

const homeZoom = 7;
const worldView = { lat: 30, lon: 10, zoom: 2 };

interface MapView {
  readonly lat: number;
  readonly lon: number;
  readonly zoom: number;
}

export class App {
  private readonly query = readQuery(location.search);
  private readonly signals: Signals = new Map();
  private stored: Settings = loadSettings();
  private settings: Settings = { ...this.stored, ...this.query.settings };
  private receiver: Place | null = null;
  private link: LinkState = 'connecting';
  private selected: string | null;
  private following = false;
  private readonly view = readView(location.search);
  private hasPlace = this.view.lat !== undefined && !this.query.centreReceiver;
  private lastView: MapView | null = null;

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
  private readonly station: Station;
  private readonly alerts = new Alerts(this.select);
  private readonly list = new ListPanel({
    select: this.select,
    open: () => this.details.focus(),
    changed: () => this.showOnMap(),
  });

  private readonly moment = new Moment(
    {
      shown: (whole) => this.display(whole),
      changed: () => this.address.changed(),
      nothingKept: () => this.desk.menu.say(timeWords.none),
    },
    (traffic) => this.lens.visible(traffic, this.receiver),
  );
  private showTrace = this.query.showTrace;
  private readonly desk = new MapDesk(
    this.settings,
    this.moment.replay,
    {
      change: this.change,
      track: (day) => {
        this.showTrace = day;
        this.address.changed();
      },
    },
    this.query.showTrace,
    this.query.heatEnd,
  );
  private readonly lens = new Lens(this.query, () => {
    this.moment.show();
    this.address.changed();
  });
  private readonly address = new Address(() => this.viewNow());
  private shownAt = 0;

  constructor(root: HTMLElement) {
    this.selected = this.view.icao ?? null;
    const stage = element(
      'div',
      { class: 'stage' },
      this.canvas,
      this.tools.root,
      this.desk.menu.root,
      this.legend.root,
      this.moment.replay.root,
      this.lens.chip,
      this.details.root,
    );
    this.tools.root.append(this.desk.menu.opener, this.moment.opener);
    root.classList.toggle('no-panel', this.query.hideSideBar);
    root.classList.toggle('no-buttons', this.query.hideButtons);
    stage.append(this.desk.attribution);
    const panel = element('aside', { class: 'panel', 'aria-label': strings.aircraftList });
    this.station = new Station(root, () => ({ receiver: this.receiver, units: this.settings.units }));
    this.header.addTool(this.station.opener);
    this.header.addTool(this.alerts.opener);
    panel.append(this.header.root, this.station.banner, this.alerts.panel, ...this.list.roots);
    stage.append(this.alerts.notes);
    root.append(stage, panel);
    makeSheet(panel, () => this.map?.resize());
  }

  start(): void {
    this.configure({});
    this.dark.addEventListener('change', () => this.configure({}));
    listenToKeys({
      actions: this.keys,
      now: (key) => this.moment.replay.onKey(key),
      blocked: () => this.station.isOpen,
    });
    document.addEventListener('visibilitychange', () => this.wake());
    window.addEventListener('online', () => this.wake());
    void this.openMap();
    void untilTold(fetchReceiver).then((receiver) => this.onReceiver(receiver));
    this.connection.start();
    void this.askService();
    this.station.start();
    void this.desk.start();
    if (this.query.replay) void this.moment.replay.open(this.query.replay);
    setInterval(() => this.show(), 1000);
    setInterval(() => this.desk.refresh(), 60_000);
  }

  private readonly connection = new Connection(
    { openSocket: openStream, fetchAircraft, random: Math.random },
    {
      snapshot: (snapshot) => this.receive(applySnapshot(this.moment.sky, snapshot)),
      delta: (delta) => this.receive(applyDelta(this.moment.sky, delta)),
      event: (event) => this.alerts.event(event),
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
    const { labels, trails, units, colours } = this.settings;
    const look = { theme: this.theme(), units, labels, trails, colours };
    const options = { ...look, selected: this.selected, hovered: null };
    try {
      const { TrafficMap } = await import('./map/map');
      this.map = new TrafficMap(this.canvas, { lat, lon, zoom }, options, () => this.moment.now(), {
        select: this.select,
        moved: (view, byHand) => this.onMoved(view, byHand),
        tilesFailed: (name) => this.desk.menu.say(mapWords.tilesFailed(name)),
      });
    } catch {
      this.canvas.append(element('p', { class: 'notice', role: 'alert' }, strings.mapFailed));
      return;
    }
    this.desk.attach(this.map);
    this.desk.select(this.selected);
    this.configure({}); // what was chosen and received meanwhile
    void this.moment.seed();
    if (this.receiver) this.placeReceiver(this.receiver);
    this.goToFirstTraffic();
    void document.fonts.load('700 12px B612').then(() => this.map?.refresh());
  }

  private onMoved(view: MapView, byHand: boolean): void {
    if (byHand) this.hasPlace = true;
    if (byHand && this.following) this.follow(false);
    this.lastView = view;
    this.address.changed();
    this.list.moved();
  }

  private placeReceiver(receiver: Place): void {
    this.map?.setReceiver(receiver);
    if (!this.map || this.hasPlace) return;
    this.map.home(receiver, false, this.view.zoom);
    this.hasPlace = true;
  }

  private onReceiver({ lat, lon, outlineJson }: Receiver): void {
    this.desk.setOutline(outlineJson === true);
    if (lat === undefined || lon === undefined) return;
    this.receiver = { lat, lon };
    this.placeReceiver(this.receiver);
    this.show();
  }

  private receive(sky: Traffic): void {
    extendSignals(this.signals, sky);
    this.alerts.traffic(sky);
    this.moment.receive(sky);
  }

  /** Shows a picture of now or of the past; panels change at most four times a second. */
  private display(whole: boolean): void {
    this.showOnMap();
    this.goToFirstTraffic();
    if (!whole && performance.now() - this.shownAt < 250) return;
    if (this.following) this.keepInSight();
    this.show();
  }

  /** Without a place in the URL and without a receiver's place, the first aircraft say where to look. */
  private goToFirstTraffic(): void {
    if (this.hasPlace || !this.map || this.receiver) return;
    const wanted = this.selected ? this.moment.traffic.aircraft.get(this.selected)?.position : undefined;
    const place =
      wanted ?? [...this.moment.traffic.aircraft.values()].find(({ position }) => position)?.position;
    if (!place) return;
    this.map.home(place, false, this.view.zoom);
    this.hasPlace = true;
  }

  private theme(): Theme {
    if (this.settings.theme !== 'auto') return this.settings.theme;
    return this.dark.matches ? 'dark' : 'light';
  }

  private configure(changes: Partial<Settings>): void {
    this.settings = { ...this.settings, ...changes };
    this.stored = { ...this.stored, ...changes };
    if (Object.keys(changes).length > 0) storeSettings(this.stored);
    const { labels, trails, units, colours } = this.settings;
    const theme = this.theme();
    document.documentElement.dataset['theme'] = theme;
    this.header.choose(this.settings);
    this.tools.show(this.settings);
    this.legend.show(colours, theme, units);
    this.map?.set({ theme, units, labels, trails, colours });
    this.desk.configure(this.settings);
    this.list.setUnits(units);
    this.station.restyle();
    this.showOnMap();
    this.show();
  }

  /** What is set up; where there are zones, they can be filtered by. */
  private async askService(): Promise<void> {
    const status = await this.station.ask();
    if (!status?.setup.zones) return;
    this.list.setZones(await fetchZones(AbortSignal.timeout(8000)));
  }

  private choose(hex: string | null): void {
    if (hex !== this.selected) this.following = false;
    this.selected = hex;
    this.showOnMap();
    this.map?.set({ selected: hex });
    this.desk.select(hex);
    this.show();
    this.map?.setInset(this.details.inset());
    const place = hex ? this.map?.place(hex, this.moment.now()) : null;
    if (place) this.map?.reveal(place);
    this.address.changed();
  }

  private follow(on: boolean): void {
    this.following = on && this.selected !== null;
    if (this.following) this.keepInSight();
    this.show();
  }

  private keepInSight(): void {
    const place = this.selected ? this.map?.place(this.selected, this.moment.now()) : null;
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

  private readonly keys = {
    '/': () => this.list.focus(),
    Escape: () => this.choose(null),
    f: () => this.follow(!this.following),
    h: () => this.goHome(),
    l: () => this.configure({ labels: !this.settings.labels }),
    t: () => this.configure({ trails: !this.settings.trails }),
    m: () => this.desk.menu.open(this.desk.menu.root.hidden === true),
    r: () => void this.moment.toggle(),
    c: () => this.configure({ colours: after(colourings, this.settings.colours) }),
  };

  private show(): void {
    if (document.visibilityState === 'hidden') return;
    this.shownAt = performance.now();
    this.header.show(this.moment.traffic, health(this.link, this.moment.sky), this.receiver);
    document.documentElement.dataset['link'] = this.link;
    const hex = this.selected;
    const { receiver, following } = this;
    const shown = this.moment.traffic;
    const view = { now: this.moment.now(), receiver, units: this.settings.units, theme: this.theme() };
    const sees = (place: Place) => this.map?.sees(place) ?? true;
    this.list.show({ ...view, traffic: shown, selected: hex, sees });
    const aircraft = hex ? shown.aircraft.get(hex) : undefined;
    const signals = (hex && this.signals.get(hex)) || [];
    this.details.show(hex ? { ...view, hex, aircraft, signals, following } : null);
  }

  private showOnMap(): void {
    const { traffic, trails } = this.moment;
    this.map?.setTraffic(this.list.visible(traffic, this.selected, this.receiver), trails);
  }

  /** The view as the address tells it. */
  private viewNow(): View {
    const { on, time, speed, playing } = this.moment.replay;
    const icao = this.lens.icao(this.selected);
    return {
      ...(this.hasPlace ? this.lastView : null),
      ...(icao ? { icao } : {}),
      showTrace: this.showTrace ?? undefined,
      replay: on ? { time, speed, paused: !playing } : undefined,
    };
  }
}

function after<T>(choices: readonly T[], current: T): T {
  return choices[(choices.indexOf(current) + 1) % choices.length] ?? current;
}
