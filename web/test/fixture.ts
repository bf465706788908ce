/** The picture that the tests share with those of the service's encoder. */
import { readFileSync } from 'node:fs';
import { readSnapshot, type Snapshot, type WireAircraft } from '../src/api';
import { applySnapshot, emptyTraffic, type Aircraft } from '../src/state';

export const fixtureText = readFileSync(new URL('fixtures/aircraft.json', import.meta.url), 'utf8');

export function fixture(): Snapshot {
  const snapshot = readSnapshot(JSON.parse(fixtureText));
  if (!snapshot) throw new Error('the fixture is not a snapshot');
  return snapshot;
}

/** One aircraft of the fixture as the page holds it. */
export function held(hex: string): Aircraft {
  const aircraft = applySnapshot(emptyTraffic, fixture()).aircraft.get(hex);
  if (!aircraft) throw new Error(`${hex} is not in the fixture`);
  return aircraft;
}

export function snapshot(now: number, messages: number, ...aircraft: WireAircraft[]): Snapshot {
  return { now, messages, aircraft };
}
