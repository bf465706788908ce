/** The parts of the receiver page that are text: what is missing, the funnel, radios, connections, faults. */
import { button, element } from '../dom';
import { age, decimal, integer } from '../format';
import { setupWords, stationWords as words } from '../strings';
import { funnelSteps, type Reception } from './reception';
import type { Peer, Peers, Radio, Status } from './service';
import type { Step } from './setup';

export function setupCard(steps: readonly Step[]): HTMLElement {
  const items = steps.map(({ name, weight, message }) => {
    const { title, why, cure } = setupWords.steps[name];
    return element(
      'li',
      { class: weight },
      element('h4', {}, title),
      element('p', {}, message || why),
      ...(cure ? [command(cure)] : []),
    );
  });
  const content =
    items.length > 0 ? element('ul', { class: 'steps' }, ...items) : element('p', {}, setupWords.all);
  return card(setupWords.title, 'wide setup', content);
}

/** What is to be typed or written, with a button that copies it. */
function command(text: string): HTMLElement {
  const copy = button(words.copy, 'plain', words.copy);
  copy.addEventListener('click', () => {
    void navigator.clipboard?.writeText(text).then(() => (copy.textContent = words.copied));
  });
  if (!navigator.clipboard) copy.hidden = true; // browsers have it on this machine or over HTTPS only
  return element('div', { class: 'command' }, element('pre', { tabindex: '0' }, text), copy);
}

export function funnelCard({ funnel }: Reception): HTMLElement {
  const first = Math.max(1, funnel.bursts, funnel.accepted);
  const rows = funnelSteps.map((step, i) => {
    const before = i === 0 ? 0 : funnel[funnelSteps[i - 1] ?? step];
    const share = before > 0 ? `${decimal((100 * funnel[step]) / before, 0)} %` : '';
    const bar = element('i', { 'aria-hidden': 'true' });
    bar.style.width = `${Math.min(100, (100 * funnel[step]) / first)}%`;
    return element(
      'div',
      {},
      element('dt', {}, words.funnel[step]),
      element('dd', {}, element('b', {}, integer(funnel[step])), ' ', element('small', {}, share), bar),
    );
  });
  const lost = funnel.samples_lost / Math.max(1, funnel.samples + funnel.samples_lost);
  return card(
    words.funnel.title,
    '',
    element('dl', { class: 'funnel' }, ...rows),
    element('p', {}, words.funnel.note(integer(funnel.frames_repaired), decimal(100 * lost, 3))),
  );
}

export function radioCard(radios: readonly Radio[]): HTMLElement {
  const all = radios.map((radio) =>
    element(
      'section',
      { class: 'radio' },
      element('h4', {}, `${radio.name} `, state(radio.state, radio.state === 'receiving')),
      element('p', {}, [radio.source, radio.message].filter(Boolean).join(' – ')),
      facts([
        [words.frames, integer(radio.frames)],
        [words.samplesLost, integer(radio.samplesLost)],
        [words.reconnects, integer(radio.reconnects)],
        [words.gain, radio.gain],
        [words.gainReason, radio.gainReason],
      ]),
    ),
  );
  return card(words.radios, '', ...(all.length > 0 ? all : [element('p', {}, words.noRadio)]));
}

export function peersCard({ feeds, clients, senders }: Peers, now: number): HTMLElement {
  return card(
    words.peers,
    'wide',
    peers(words.feeds, feeds, words.noFeeds, now),
    peers(words.clients, clients, words.noClients, now),
    peers(words.senders, senders, words.noSenders, now),
  );
}

export function faultsCard({ faults }: Status): HTMLElement {
  const rows = faults.map(({ time, level, message }) =>
    element(
      'li',
      { class: level },
      element('time', {}, new Date(time * 1000).toLocaleTimeString('en-GB')),
      message,
    ),
  );
  return card(
    words.faults,
    'wide',
    rows.length > 0 ? element('ul', { class: 'faults' }, ...rows) : element('p', {}, words.noFaults),
  );
}

function peers(title: string, all: readonly Peer[], none: string, now: number): HTMLElement {
  if (all.length === 0) return element('section', {}, element('h4', {}, title), element('p', {}, none));
  const heads = words.peerColumns.map((name, i) =>
    element('th', { scope: 'col', class: i > 2 ? 'number' : '' }, name),
  );
  const rows = all.map((peer) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, peer.name, ...(peer.note ? [element('small', {}, peer.note)] : [])),
      element('td', {}, peer.what),
      element('td', {}, state(peer.state, peer.state === 'up')),
      ...[
        peer.since ? age(now - peer.since) : '',
        integer(peer.frames),
        `${decimal(peer.bytes / 1e6, 1)} MB`,
        integer(peer.lost),
      ].map((text) => element('td', { class: 'number' }, text)),
    ),
  );
  const table = element(
    'table',
    { 'aria-label': title },
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...rows),
  );
  return element(
    'section',
    {},
    element('h4', {}, title),
    element('div', { class: 'sideways', tabindex: '0', role: 'group', 'aria-label': title }, table),
  );
}

/** A word with a dot: filled when all is well, hollow when not, so that colour is not all that tells. */
function state(name: string, good: boolean): HTMLElement {
  return element(
    'span',
    { class: good ? 'state good' : 'state' },
    element('i', { 'aria-hidden': 'true' }),
    words.states[name] ?? name,
  );
}

function facts(rows: readonly (readonly [string, string])[]): HTMLElement {
  const known = rows.filter(([, value]) => value !== '');
  return element(
    'dl',
    { class: 'facts' },
    ...known.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
  );
}

export function card(title: string, className: string, ...content: HTMLElement[]): HTMLElement {
  return element('section', { class: `card ${className}`.trim() }, element('h3', {}, title), ...content);
}
