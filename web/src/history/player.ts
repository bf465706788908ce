/** Plays the history: a clock that runs at a chosen speed, and the picture of its moment. */
import type { Snapshot } from '../api';
import { halfOf, type Archive } from './archive';
import { halfHourSeconds, type Slice } from './half-hour';
import { pictureAt, type KnownAircraft } from './picture';

export const speeds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] as const;

export interface PlayerEvents {
  /** The picture of the moment; `jumped` when it does not follow from the one before. */
  picture(snapshot: Snapshot, jumped: boolean): void;
  /** Time, speed, or whether it plays. */
  changed(): void;
}

/** Trails need a past too: so much is told before the moment that is jumped to. */
const leadSeconds = 600;

export class Player {
  time = 0;
  speed = 10;
  playing = false;
  /** The half hour at the time is on its way. */
  waiting = false;
  private slices: readonly Slice[] = [];
  private half = Number.NaN;
  private journeys = 0;

  constructor(
    private readonly archive: Archive,
    private readonly events: PlayerEvents,
    private readonly known: KnownAircraft = () => undefined,
  ) {}

  /** Goes to a moment, or to the first one after it of which something is known; shows it and the way to it. */
  async seek(time: number): Promise<void> {
    const journey = ++this.journeys;
    this.time = this.nearest(time);
    this.waiting = true;
    this.events.changed();
    const half = halfOf(this.time);
    const early = this.time - half * halfHourSeconds < leadSeconds && this.archive.list().includes(half - 1);
    const [lead, slices] = await Promise.all([
      early ? this.archive.load(half - 1) : [],
      this.archive.load(half),
    ]);
    if (journey !== this.journeys) return; // somebody went elsewhere meanwhile
    this.take(half, slices);
    this.tellWay([...lead, ...slices]);
    this.show(false);
    this.events.changed();
  }

  play(on: boolean): void {
    this.playing = on;
    this.events.changed();
  }

  setSpeed(speed: number): void {
    this.speed = Math.min(1000, Math.max(1, speed));
    this.events.changed();
  }

  /** The next speed up or down. */
  shift(step: 1 | -1): void {
    const faster = speeds.find((one) => one > this.speed) ?? 1000;
    const slower = [...speeds].reverse().find((one) => one < this.speed) ?? 1;
    this.setSpeed(step > 0 ? faster : slower);
  }

  /** Moves on by so many seconds of the viewer's; at the end of what is known it stops. */
  tick(seconds: number): void {
    if (!this.playing || this.waiting) return;
    const time = this.time + seconds * this.speed;
    const half = halfOf(time);
    if (half === this.half && time <= this.end()) {
      this.time = time;
      this.show(false);
      if ((time - half * halfHourSeconds) / halfHourSeconds > 0.5) this.prefetch(half + 1);
      return;
    }
    void this.goOn(time);
  }

  private prefetch(half: number): void {
    if (this.archive.list().includes(half)) void this.archive.load(half);
  }

  /** Over the end of a half hour: the next one, or the next that there is. */
  private async goOn(time: number): Promise<void> {
    const next = this.archive.nextFrom(Math.max(halfOf(time), this.half + 1));
    if (next === undefined) {
      this.time = Math.min(time, this.end());
      this.playing = false;
      this.show(false);
      this.events.changed();
      return;
    }
    const journey = ++this.journeys;
    this.waiting = true;
    const jumps = next > this.half + 1;
    const slices = await this.archive.load(next);
    if (journey !== this.journeys) return;
    this.time = Math.max(time, next * halfHourSeconds, slices[0]?.at ?? 0);
    this.take(next, slices);
    this.show(jumps);
    this.events.changed();
  }

  private take(half: number, slices: readonly Slice[]): void {
    this.half = half;
    this.slices = slices;
    this.waiting = false;
    const first = slices.find(({ spots }) => spots.size > 0)?.at ?? 0;
    const begins = this.archive.list().includes(half - 1) ? 0 : first; // nobody was heard before
    this.time = Math.max(begins, Math.min(this.time, Math.max(this.end(), half * halfHourSeconds)));
  }

  /** Tells the pictures before the moment, the first as a jump. */
  private tellWay(slices: readonly Slice[]): void {
    const way = slices.filter(({ at }) => at <= this.time && at >= this.time - leadSeconds);
    if (way.length === 0) this.events.picture({ now: this.time, messages: 0, aircraft: [] }, true);
    way.forEach((slice, i) =>
      this.events.picture(pictureAt(slice, undefined, slice.at, this.known), i === 0),
    );
  }

  private show(jumped: boolean): void {
    const index = this.slices.findLastIndex(({ at }) => at <= this.time);
    const before = this.slices[index] ?? { at: this.time, spots: new Map() };
    this.events.picture(pictureAt(before, this.slices[index + 1], this.time, this.known), jumped);
  }

  /** The last moment of which the half hour knows something: a running one is not full. */
  private end(): number {
    const last = this.slices.findLast(({ spots }) => spots.size > 0);
    const whole = (this.half + 1) * halfHourSeconds;
    if (!last || this.archive.list().includes(this.half + 1)) return whole;
    return Math.min(whole, last.at);
  }

  /** The moment itself where something is known of its half hour; else the nearest in one that comes after, or in the last. */
  private nearest(time: number): number {
    const half = this.archive.nextFrom(halfOf(time)) ?? this.archive.list().at(-1);
    if (half === undefined) return time;
    return Math.min(Math.max(time, half * halfHourSeconds), (half + 1) * halfHourSeconds - 1);
  }
}
