/** What is shown: the sky as the service tells it now, or a moment of the past; and the button that goes between them. */
import type { Snapshot, WireAircraft } from '../api';
import { ServiceClock } from '../clock';
import { button, icon } from '../dom';
import { applySnapshot, emptyTraffic, type Traffic } from '../state';
import { timeWords } from '../strings';
import { extendTrails, prependTrails, type Trails } from '../trails';
import { Replay, serviceArchive } from './replay';
import { recentTrails } from './seed';

export interface MomentEvents {
  /** Another picture; `whole` when everything must follow, and not the map alone. */
  shown(whole: boolean): void;
  /** Now or the past, playing or not: the address should tell. */
  changed(): void;
  nothingKept(): void;
}

const pastIcon = 'M4 12a8 8 0 1 0 2.6-5.9L4 8.5M4 4v4.5h4.5M12 8v4.5l3 1.8';

export class Moment {
  /** The sky now, whatever is shown. */
  sky: Traffic = emptyTraffic;
  traffic: Traffic = emptyTraffic;
  trails: Trails = new Map();
  readonly opener = button(timeWords.replay, 'tool', icon(pastIcon));
  readonly replay = new Replay(
    serviceArchive(),
    {
      picture: (snapshot, jumped) => this.picture(snapshot, jumped),
      changed: () => this.onReplay(),
    },
    (hex) => this.known(hex),
  );
  private readonly skyTrails = this.trails;
  private readonly clock = new ServiceClock();
  private wasPast = false;

  constructor(
    private readonly events: MomentEvents,
    private readonly lens: (traffic: Traffic) => Traffic,
  ) {
    this.opener.dataset['tool'] = 'replay';
    this.opener.setAttribute('aria-pressed', 'false');
    this.opener.addEventListener('click', () => void this.toggle());
  }

  /** Seconds since 1970 of what is shown. */
  now(): number {
    return this.replay.on ? this.replay.time : this.clock.now(performance.now() / 1000);
  }

  receive(sky: Traffic): void {
    this.sky = sky;
    this.clock.observe(sky.now, performance.now() / 1000);
    extendTrails(this.skyTrails, sky);
    if (!this.replay.on) this.show();
  }

  /** Shows the sky of now again, or through another lens. */
  show(): void {
    this.traffic = this.lens(this.sky);
    this.events.shown(true);
  }

  async toggle(): Promise<void> {
    if (this.replay.on) return this.replay.close();
    if (!(await this.replay.open())) this.events.nothingKept();
  }

  /** Trails of the minutes before the page was opened. */
  async seed(): Promise<void> {
    try {
      const { archive } = this.replay;
      await archive.refresh();
      prependTrails(this.skyTrails, await recentTrails(archive, this.clock.now(performance.now() / 1000)));
      this.events.shown(false);
    } catch {
      // Trails begin with the page, then.
    }
  }

  private picture(snapshot: Snapshot, jumped: boolean): void {
    if (jumped) this.trails = new Map();
    const traffic = applySnapshot(jumped ? emptyTraffic : this.traffic, snapshot);
    extendTrails(this.trails, traffic);
    this.traffic = { ...this.lens(traffic), rate: null };
    this.events.shown(jumped);
  }

  private onReplay(): void {
    const { on } = this.replay;
    document.documentElement.dataset['time'] = on ? 'past' : 'now';
    this.opener.setAttribute('aria-pressed', String(on));
    if (this.wasPast && !on) {
      this.trails = this.skyTrails;
      this.show();
    }
    this.wasPast = on;
    this.events.changed();
  }

  /** What replay does not keep of an aircraft and the page happens to know. */
  private known(hex: string): Partial<WireAircraft> | undefined {
    const wire = this.sky.aircraft.get(hex)?.wire;
    if (!wire) return undefined;
    const { r, t, desc, category } = wire;
    return { ...(r && { r }), ...(t && { t }), ...(desc && { desc }), ...(category && { category }) };
  }
}
