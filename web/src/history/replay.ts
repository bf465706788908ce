/** Replay: the archive, its player and its bar in one. The rest of the page gets pictures and does not ask from where. */
import type { Snapshot } from '../api';
import { Archive, halfOf } from './archive';
import { halfHourSeconds } from './half-hour';
import type { KnownAircraft } from './picture';
import { Player } from './player';
import { TimeBar } from './timebar';

export interface ReplayEvents {
  /** Everybody at a moment; `jumped` when trails must begin anew. */
  picture(snapshot: Snapshot, jumped: boolean): void;
  /** Opened, closed, moved or paused: the address should tell. */
  changed(): void;
}

export interface ReplayStart {
  readonly time?: number;
  readonly speed?: number;
  readonly paused?: boolean;
}

const framesPerSecond = 15;
const longestStep = 0.25; // a page that was asleep does not leap
const stepSeconds = 30;
const usualStart = 3600; // without a time: an hour ago, or where the history begins

export class Replay {
  on = false;
  private lastFrame = 0;
  private readonly bar = new TimeBar({
    seek: (time) => void this.player.seek(time),
    play: (playing) => this.player.play(playing),
    speed: (speed) => this.player.setSpeed(speed),
    close: () => this.close(),
  });
  private readonly player: Player;

  constructor(
    readonly archive: Archive,
    private readonly events: ReplayEvents,
    known: KnownAircraft,
  ) {
    this.player = new Player(
      archive,
      {
        picture: (snapshot, jumped) => this.on && events.picture(snapshot, jumped),
        changed: () => {
          this.show();
          events.changed();
        },
      },
      known,
    );
  }

  get root(): HTMLElement {
    return this.bar.root;
  }

  get time(): number {
    return this.player.time;
  }

  get speed(): number {
    return this.player.speed;
  }

  get playing(): boolean {
    return this.player.playing;
  }

  /** Begins; false when nothing is kept yet. */
  async open({ time, speed, paused = false }: ReplayStart = {}): Promise<boolean> {
    const halves = await this.archive.refresh().catch(() => []);
    const first = halves[0];
    if (first === undefined) return false;
    this.on = true;
    if (speed) this.player.setSpeed(speed);
    await this.player.seek(time ?? Math.max(first * halfHourSeconds, Date.now() / 1000 - usualStart));
    if (!this.on) return true;
    this.player.play(!paused);
    this.lastFrame = performance.now();
    requestAnimationFrame((now) => this.frame(now));
    return true;
  }

  close(): void {
    if (!this.on) return;
    this.on = false;
    this.player.play(false);
    this.show();
    this.events.changed();
  }

  /** Space, comma, point, brackets; true when the key was for replay. */
  onKey(key: string): boolean {
    if (!this.on) return false;
    const actions: Record<string, () => void> = {
      ' ': () => this.player.play(!this.player.playing),
      ',': () => void this.player.seek(this.player.time - stepSeconds),
      '.': () => void this.player.seek(this.player.time + stepSeconds),
      '[': () => this.player.shift(-1),
      ']': () => this.player.shift(1),
    };
    actions[key]?.();
    return key in actions;
  }

  /** Days of which something is kept, the latest first. */
  days(): string[] {
    const days = this.archive.list().map((half) => Math.floor((half * halfHourSeconds) / 86_400));
    return [...new Set(days)].reverse().map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
  }

  private frame(now: number): void {
    if (!this.on) return;
    requestAnimationFrame((next) => this.frame(next));
    const seconds = (now - this.lastFrame) / 1000;
    if (seconds < 1 / framesPerSecond) return;
    this.lastFrame = now;
    this.player.tick(Math.min(longestStep, seconds));
    if (this.player.playing) this.show();
  }

  private show(): void {
    const { time, playing, speed, waiting } = this.player;
    this.bar.show(this.on ? { time, playing, speed, waiting, halves: this.archive.list() } : null);
  }
}

/** The archive of the service that the page comes from. */
export function serviceArchive(): Archive {
  return new Archive({
    async index() {
      const response = await fetch('api/history', { cache: 'no-store' });
      if (!response.ok) throw new Error(`api/history: HTTP ${response.status}`);
      const { halfHours } = (await response.json()) as { halfHours?: unknown };
      return Array.isArray(halfHours) ? halfHours.filter((half) => Number.isInteger(half)) : [];
    },
    async file(path) {
      const response = await fetch(path);
      return response.ok ? response.arrayBuffer() : null;
    },
    now: () => Date.now() / 1000,
  });
}

export { halfOf };
