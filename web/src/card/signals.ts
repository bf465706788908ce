/** How strong each aircraft was in the last minutes; the service does not keep that. */
import type { Traffic } from '../state';

export interface Sample {
  readonly at: number;
  readonly value: number;
}

export type Signals = Map<string, Sample[]>;

const stepSeconds = 5;
const mostSamples = 120;

/** Adds what the newest picture tells, in place, and forgets aircraft that are gone. */
export function extendSignals(signals: Signals, { aircraft }: Traffic): void {
  for (const { hex, wire, seenAt } of aircraft.values()) {
    if (wire.rssi === undefined) continue;
    let samples = signals.get(hex);
    if (!samples) signals.set(hex, (samples = []));
    const last = samples.at(-1);
    if (last && seenAt >= last.at && seenAt - last.at < stepSeconds) continue;
    samples.push({ at: seenAt, value: wire.rssi });
    if (samples.length > mostSamples) samples.shift();
  }
  for (const hex of signals.keys()) if (!aircraft.has(hex)) signals.delete(hex);
}
