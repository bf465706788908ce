/** The state of the connection and of the receiver, in one word that is always in view. */
import type { LinkState } from './connection';
import { element, setText } from './dom';
import { silence, type Traffic } from './state';
import { statusWords } from './strings';

export type Health = LinkState | 'silent';

const silentAfterSeconds = 10;

/** A receiver that hears nothing is worth saying only while the connection works. */
export function health(link: LinkState, traffic: Traffic): Health {
  const connected = link === 'live' || link === 'polling';
  return connected && silence(traffic) >= silentAfterSeconds ? 'silent' : link;
}

export class StatusBadge {
  private readonly name = element('span', { class: 'name' });
  readonly root = element(
    'p',
    { class: 'status', role: 'status' },
    element('i', { 'aria-hidden': 'true' }),
    this.name,
  );

  show(state: Health): void {
    if (this.root.dataset['state'] === state) return;
    this.root.dataset['state'] = state;
    this.root.title = statusWords[state].hint;
    setText(this.name, statusWords[state].name);
  }
}
