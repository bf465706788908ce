/** What is missing before the receiver does all it can, and what cures it. Pure. */
import { setupWords } from '../strings';
import type { Radio, Setup } from './service';

export type StepName = keyof typeof setupWords.steps;

export interface Step {
  readonly name: StepName;
  /** Without what is needed the map stays empty or wrong; the rest is good advice. */
  readonly weight: 'needed' | 'advised';
  /** What the service says itself, with the cure. */
  readonly message: string;
}

export function missingSteps(setup: Setup, radios: readonly Radio[], senders: number): Step[] {
  const steps: Step[] = [];
  const add = (name: StepName, weight: Step['weight'], message = '') => steps.push({ name, weight, message });
  const hasRadio = setup.sources.some((type) => type !== 'none');
  if (!hasRadio && senders === 0) add('radio', 'needed');
  const waiting = radios.find(({ state }) => state !== 'receiving');
  if (waiting) add('dongle', 'needed', waiting.message);
  if (!setup.place) add('place', 'needed');
  if (setup.sources.includes('simulator')) add('simulated', 'advised');
  if (setup.feeds === 0) add('feed', 'advised');
  if (!setup.database) add('database', 'advised');
  if (setup.localOnly) add('local', 'advised');
  return steps;
}
