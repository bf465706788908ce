/** The half hours that the service keeps: which there are, and their content, fetched when it is looked at. */
import { halfHourSeconds, readHalfHour, type Slice } from './half-hour';

export interface ArchiveWorld {
  /** Numbers of half hours since 1970. */
  index(): Promise<readonly number[]>;
  /** A file of the history; null when there is none. */
  file(path: string): Promise<ArrayBuffer | null>;
  /** Seconds since 1970. */
  now(): number;
}

const mostKept = 6; // half hours in memory; at 100 aircraft each takes half a megabyte
const runningSeconds = 30; // the running half hour grows: it is asked for again after this

interface Kept {
  readonly fetchedAt: number;
  readonly slices: Promise<readonly Slice[]>;
}

export class Archive {
  private readonly kept = new Map<number, Kept>();
  private halves: readonly number[] = [];

  constructor(private readonly world: ArchiveWorld) {}

  /** Asks again which half hours there are, and returns them, rising. */
  async refresh(): Promise<readonly number[]> {
    this.halves = [...(await this.world.index())].sort((a, b) => a - b);
    return this.halves;
  }

  /** The half hours of the last look. */
  list(): readonly number[] {
    return this.halves;
  }

  /** The half hour, or else the next one that there is; undefined after the last. */
  nextFrom(half: number): number | undefined {
    return this.halves.find((one) => one >= half);
  }

  /** The slices of a half hour; none when it cannot be had. */
  load(half: number): Promise<readonly Slice[]> {
    const now = this.world.now();
    const known = this.kept.get(half);
    const grew = known && known.fetchedAt < (half + 1) * halfHourSeconds + runningSeconds;
    if (known && !(grew && now - known.fetchedAt > runningSeconds)) return known.slices;
    const slices = this.world.file(pathOf(half)).then(
      (buffer) => (buffer ? readHalfHour(buffer) : []),
      () => {
        this.kept.delete(half); // asked for again
        return [];
      },
    );
    this.kept.delete(half);
    this.kept.set(half, { fetchedAt: now, slices });
    for (const oldest of this.kept.keys()) if (this.kept.size > mostKept) this.kept.delete(oldest);
    return slices;
  }

  /** The file itself, for those who make something else of it. */
  file(half: number): Promise<ArrayBuffer | null> {
    return this.world.file(pathOf(half));
  }
}

export function halfOf(seconds: number): number {
  return Math.floor(seconds / halfHourSeconds);
}

/** Half hour 997 303 → `globe_history/2026/11/21/heatmap/15.bin.ttf`. */
export function pathOf(half: number): string {
  const day = new Date(half * halfHourSeconds * 1000).toISOString().slice(0, 10).replaceAll('-', '/');
  return `globe_history/${day}/heatmap/${String(half % 48).padStart(2, '0')}.bin.ttf`;
}
