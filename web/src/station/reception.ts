/** How well the receiver heard: `api/reception` (docs/monitoring.md). Pure, but for asking. */
import { fetchJson, isNumber, isRecord } from '../api';

export type SeriesName =
  | 'messages_per_second'
  | 'positions_per_second'
  | 'aircraft'
  | 'aircraft_with_position'
  | 'signal_dbfs'
  | 'peak_dbfs'
  | 'noise_dbfs'
  | 'gain_db'
  | 'max_distance_m'
  | 'lost_per_mille';

export interface Reception {
  readonly funnel: Readonly<Record<FunnelStep, number>>;
  readonly histogram: { readonly lowest: number; readonly frames: readonly number[] };
  readonly times: readonly number[];
  readonly series: Readonly<Record<SeriesName, readonly (number | null)[]>>;
}

export const funnelSteps = ['bursts', 'frames', 'accepted', 'positions'] as const;
export type FunnelStep = (typeof funnelSteps)[number] | 'samples' | 'samples_lost' | 'frames_repaired';

const names: readonly SeriesName[] = [
  'messages_per_second',
  'positions_per_second',
  'aircraft',
  'aircraft_with_position',
  'signal_dbfs',
  'peak_dbfs',
  'noise_dbfs',
  'gain_db',
  'max_distance_m',
  'lost_per_mille',
];

export async function fetchReception(hours: number, signal: AbortSignal): Promise<Reception> {
  return readReception(await fetchJson(`api/reception?hours=${hours}`, signal));
}

/** Reads the document. Times that do not rise (the clock was set back) begin the lists anew: a chart cannot go back. */
export function readReception(value: unknown): Reception {
  const root = isRecord(value) ? value : {};
  const series = isRecord(root['series']) ? root['series'] : {};
  const funnel = isRecord(root['funnel']) ? root['funnel'] : {};
  const signal = isRecord(root['signal']) ? root['signal'] : {};
  const all = numbers(series['time']);
  const from = all.reduce<number>(
    (start, time, i) => (i > 0 && (time ?? 0) <= (all[i - 1] ?? 0) ? i : start),
    0,
  );
  const times = all.slice(from).map((time) => time ?? 0);
  const step = (name: FunnelStep) => (isNumber(funnel[name]) ? funnel[name] : 0);
  return {
    funnel: {
      samples: step('samples'),
      samples_lost: step('samples_lost'),
      bursts: step('bursts'),
      frames: step('frames'),
      frames_repaired: step('frames_repaired'),
      accepted: step('accepted'),
      positions: step('positions'),
    },
    histogram: {
      lowest: isNumber(signal['lowest_dbfs']) ? signal['lowest_dbfs'] : -50,
      frames: numbers(signal['frames']).map((count) => count ?? 0),
    },
    times,
    series: Object.fromEntries(
      names.map((name) => [name, padded(numbers(series[name]).slice(from), times.length)]),
    ) as Record<SeriesName, (number | null)[]>,
  };
}

function numbers(value: unknown): (number | null)[] {
  return Array.isArray(value) ? value.map((one) => (isNumber(one) ? one : null)) : [];
}

function padded(values: (number | null)[], length: number): (number | null)[] {
  return Array.from({ length }, (_, i) => values[i] ?? null);
}
