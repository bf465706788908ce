/** What the address lets through of the traffic, and the notice that says so. */
import { element } from './dom';
import type { Place } from './geo';
import type { Query } from './query';
import type { Traffic } from './state';
import { mapWords } from './strings';

export class Lens {
  readonly chip = element('p', { class: 'chip', role: 'status' });
  private isolated: Query['isolated'];
  private accepts: Query['accepts'];

  constructor({ isolated, accepts }: Query, opened: () => void) {
    this.isolated = isolated;
    this.accepts = accepts;
    const all = element('button', { type: 'button' }, mapWords.showAll);
    all.addEventListener('click', () => {
      this.isolated = this.accepts = null;
      this.chip.hidden = true;
      opened();
    });
    this.chip.hidden = !isolated && !accepts;
    this.chip.append(mapWords.isolated, all);
  }

  /** The same picture where nothing is held back. */
  visible(traffic: Traffic, receiver: Place | null): Traffic {
    const { isolated, accepts } = this;
    if (!isolated && !accepts) return traffic;
    const passes = [...traffic.aircraft].filter(
      ([hex, one]) => (isolated?.has(hex) ?? true) && (accepts?.(one, receiver) ?? true),
    );
    return { ...traffic, aircraft: new Map(passes) };
  }

  /** Addresses for the address bar: the selected one first, then those that are shown with it. */
  icao(selected: string | null): string | undefined {
    const others = [...(this.isolated ?? [])].filter((hex) => hex !== selected);
    return [selected, ...others].filter(Boolean).join() || undefined;
  }
}
