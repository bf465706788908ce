/** What goes with the map: its menu, what the service has for it, the heatmap, and the past of the selected aircraft. */
import { gatherHeat } from '../history/heat';
import type { Replay } from '../history/replay';
import { fetchTrace, lastFlight, trailOf, type TracePoint } from '../history/trace';
import type { Settings } from '../settings';
import { element, setText } from '../dom';
import { mapWords, strings } from '../strings';
import type { TrafficMap } from './map';
import { MapMenu, type TrackChoice } from './menu';
import { fetchOffer, type MapOffer } from './tiles';

const timeoutMs = 15_000;
const heatSeconds = 600; // then it is gathered anew
const retryMs = 10_000;

export class MapDesk {
  readonly menu: MapMenu;
  /** Whose map it is, with the licences of all that is in the page. */
  readonly attribution = element('a', { class: 'attribution', href: 'licences.txt' }, strings.attribution);
  private map: TrafficMap | null = null;
  private offer: MapOffer | null = null;
  private hasOutline = false;
  private heatOf = '';
  private heatAbort = new AbortController();
  private selected: string | null = null;
  private choice: TrackChoice;
  private trackAbort = new AbortController();

  constructor(
    private settings: Settings,
    private readonly replay: Replay,
    private readonly world: {
      change(settings: Partial<Settings>): void;
      /** The track of another day was chosen; null for the usual ones. */
      track(day: string | null): void;
    },
    day: string | null,
    private readonly heatEndHours: number,
  ) {
    this.choice = day ?? 'flight';
    this.menu = new MapMenu({
      change: (changes) => this.world.change(changes),
      track: (choice) => {
        this.choice = choice;
        this.world.track(this.day());
        void this.showTrack();
      },
    });
  }

  /** Asks the service what it has, until it answers. */
  async start(): Promise<void> {
    try {
      const [offer] = await Promise.all([
        fetchOffer(AbortSignal.timeout(timeoutMs)),
        this.replay.archive.refresh().catch(() => []),
      ]);
      this.offer = offer;
      this.menu.setOffer(offer, this.hasOutline, this.settings);
      this.map?.setOffer(offer, this.hasOutline);
      this.configure(this.settings);
      this.showDays();
    } catch {
      setTimeout(() => void this.start(), retryMs);
    }
  }

  setOutline(there: boolean): void {
    this.hasOutline = there;
    if (!this.offer) return;
    this.menu.setOffer(this.offer, there, this.settings);
    this.map?.setOffer(this.offer, there);
  }

  attach(map: TrafficMap): void {
    this.map = map;
    if (this.offer) map.setOffer(this.offer, this.hasOutline);
    this.configure(this.settings);
    void this.showTrack();
  }

  configure(settings: Settings): void {
    this.settings = settings;
    this.menu.show(settings);
    const tiles = this.offer?.tiles.find(({ name }) => name === settings.tiles);
    setText(this.attribution, tiles ? tiles.attribution || tiles.name : strings.attribution);
    this.map?.showExtras(settings);
    void this.showHeat();
  }

  /** Once in a while: news of what is shown. */
  refresh(): void {
    this.map?.refreshExtras();
    void this.showHeat();
  }

  select(hex: string | null): void {
    if (hex === this.selected) return;
    this.selected = hex;
    if (hex === null && this.day() === null) this.choice = 'flight';
    this.showDays();
    void this.showTrack();
  }

  /** The day whose track is chosen; null for the last hours. */
  private day(): string | null {
    return /^\d{4}-/.test(this.choice) ? this.choice : null;
  }

  private showDays(): void {
    this.menu.showTrack(this.selected === null ? null : this.replay.days(), this.choice);
  }

  private async showTrack(): Promise<void> {
    this.trackAbort.abort();
    const { selected, map } = this;
    if (!map) return;
    map.setPast([]);
    this.menu.say('');
    if (selected === null) return;
    const abort = (this.trackAbort = new AbortController());
    const day = this.day();
    try {
      const points = await fetchTrace(selected, abort.signal, day ?? undefined);
      if (abort.signal.aborted) return;
      const shown: readonly TracePoint[] = this.choice === 'flight' ? lastFlight(points) : points;
      map.setPast(trailOf(shown));
      if (shown.length === 0 && day) this.menu.say(mapWords.noTrack);
    } catch {
      // Without a past the trail since the page was opened is still there.
    }
  }

  private async showHeat(): Promise<void> {
    const { map } = this;
    const { heatmap, heatHours } = this.settings;
    if (!map) return;
    const end = Date.now() / 1000 - this.heatEndHours * 3600;
    const key = heatmap ? `${heatHours} ${Math.floor(end / heatSeconds)}` : '';
    if (key === this.heatOf) return;
    this.heatOf = key;
    this.heatAbort.abort();
    const abort = (this.heatAbort = new AbortController());
    if (!heatmap) return map.setHeat(null);
    try {
      const places = await gatherHeat(this.replay.archive, heatHours, end, abort.signal);
      if (!abort.signal.aborted) map.setHeat(places);
    } catch {
      if (!abort.signal.aborted) this.heatOf = ''; // asked for again with the next look
    }
  }
}
