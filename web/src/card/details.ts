/** The card of the selected aircraft: four large figures, then everything that is known. */
import { altitudeOf, callsign, directionOf, emergencyOf, kindOf, verticalRateOf } from '../aircraft';
import { altitudeBand, bandColour } from '../colour';
import { button, element, icon, setText } from '../dom';
import { factsOf, type FactContext, type Group } from './facts';
import * as format from '../format';
import type { Theme } from '../settings';
import type { Aircraft } from '../state';
import { linksOf } from './links';
import type { Sample } from './signals';
import { TrackView } from './track-view';
import { detailWords, emergencyWords, kindWords, sourceWords, strings } from '../strings';

export interface DetailsEvents {
  close(): void;
  follow(on: boolean): void;
}

export interface DetailsView extends FactContext {
  readonly hex: string;
  readonly aircraft: Aircraft | undefined;
  readonly theme: Theme;
  readonly following: boolean;
  readonly signals: readonly Sample[];
}

const closeIcon = 'M6 6l12 12M18 6L6 18';
const shareIcon = 'M12 15V4M8 7.5 12 3.5l4 4M6 11H5v9h14v-9h-1';
const followIcon = 'M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8M12 2v4M12 18v4M2 12h4M18 12h4';

export class Details {
  private readonly name = element('h2');
  private readonly kind = element('p', { class: 'kind' });
  private readonly alarm = element('p', { class: 'alarm', role: 'alert', hidden: '' });
  private readonly gone = element('p', { class: 'gone', hidden: '' }, strings.gone);
  private readonly figures = element('dl', { class: 'figures' });
  private readonly groups = element('div', { class: 'groups' });
  private readonly track = new TrackView();
  private readonly links = element('p', { class: 'links' });
  private readonly known = element('div', { class: 'known' }, this.track.exports);
  private readonly share = button(strings.share, 'tool', icon(shareIcon));
  private readonly said = element('p', { class: 'said', role: 'status' });
  private readonly follow = button(strings.follow, 'tool', icon(followIcon));
  readonly root: HTMLElement;
  private shape = '';

  constructor(events: DetailsEvents) {
    const close = button(strings.close, 'tool close', icon(closeIcon));
    close.addEventListener('click', () => events.close());
    this.follow.addEventListener('click', () =>
      events.follow(this.follow.getAttribute('aria-pressed') !== 'true'),
    );
    this.share.addEventListener('click', () => void this.copyAddress());
    const title = element('div', { class: 'title' }, this.name, this.kind);
    const head = element('div', { class: 'head' }, title, this.follow, this.share, close);
    this.root = element('section', { class: 'details', hidden: '' }, head, this.alarm, this.gone);
    const linked = element('section', {}, element('h3', {}, strings.links), this.links);
    this.known.append(linked);
    this.root.append(this.said);
    const scroll = { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': strings.allDetails };
    this.root.append(
      element('div', scroll, this.figures, this.track.sparks, this.track.profileBox, this.groups, this.known),
    );
  }

  show(view: DetailsView | null): void {
    this.root.hidden = view === null;
    if (!view) return;
    this.follow.setAttribute('aria-pressed', String(view.following));
    this.gone.hidden = view.aircraft !== undefined;
    if (view.aircraft) this.fill(view.aircraft, view);
    else if (this.root.dataset['hex'] !== view.hex) this.clear(view.hex);
    this.root.dataset['hex'] = view.hex;
  }

  focus(): void {
    this.root.querySelector<HTMLElement>('.scroll')?.focus();
  }

  /** How much of the map's left side the card covers, in pixels; none on a phone, where it covers the list. */
  inset(): number {
    return getComputedStyle(this.root).position === 'fixed' ? 0 : this.root.offsetWidth;
  }

  private fill(aircraft: Aircraft, view: DetailsView): void {
    const { wire, hex } = aircraft;
    const name = callsign(wire) ?? hex.toUpperCase();
    const emergency = emergencyOf(wire);
    setText(this.name, name);
    this.root.setAttribute('aria-label', strings.details(name));
    const source = wire.type ? (sourceWords[wire.type] ?? wire.type) : '';
    const about = [wire.r, wire.desc ?? wire.t ?? kindWords[kindOf(wire)], source];
    setText(this.kind, about.filter(Boolean).join(' · '));
    this.alarm.hidden = emergency === null;
    if (emergency) setText(this.alarm, [emergencyWords[emergency], wire.squawk].filter(Boolean).join(' · '));
    const colour = bandColour(altitudeBand(altitudeOf(wire)), view.theme);
    this.root.style.setProperty('--altitude', colour);
    this.fillFigures(aircraft, view);
    this.fillGroups(aircraft, view);
    this.track.show(aircraft, view);
    this.fillLinks(aircraft);
    this.known.hidden = this.track.sparks.hidden = false;
  }

  private fillLinks(aircraft: Aircraft): void {
    const links = linksOf(aircraft);
    const shown = links.map(({ url }) => url).join(' ');
    if (this.links.dataset['shown'] === shown) return;
    this.links.dataset['shown'] = shown;
    const outside = { target: '_blank', rel: 'noopener noreferrer' };
    this.links.replaceChildren(
      ...links.flatMap(({ name, url }) => [element('a', { href: url, ...outside }, name), ' ']),
    );
  }

  /** The address of this page shows the aircraft and the map as they are now. */
  private async copyAddress(): Promise<void> {
    const url = new URL(location.href);
    url.hash = '';
    url.searchParams.set('icao', this.root.dataset['hex'] ?? '');
    try {
      if (navigator.share && matchMedia('(pointer: coarse)').matches)
        await navigator.share({ url: url.href });
      else await navigator.clipboard.writeText(url.href);
      setText(this.said, strings.shared);
    } catch {
      setText(this.said, url.href); // browsers give the clipboard to pages of this machine or over HTTPS only
    }
    setTimeout(() => setText(this.said, ''), 6000);
  }

  private clear(hex: string): void {
    setText(this.name, hex.toUpperCase());
    setText(this.kind, '');
    this.alarm.hidden = true;
    this.figures.replaceChildren();
    this.groups.replaceChildren();
    this.known.hidden = this.track.sparks.hidden = this.track.profileBox.hidden = true;
    this.shape = '';
  }

  private fillFigures({ wire }: Aircraft, { units }: DetailsView): void {
    const height = altitudeOf(wire);
    const rate = verticalRateOf(wire);
    const direction = directionOf(wire);
    const figures: [string, format.Quantity | null][] = [
      [
        strings.altitude,
        height === 'ground'
          ? { text: strings.ground, unit: '' }
          : height === undefined
            ? null
            : format.altitude(height, units),
      ],
      [detailWords.gs, wire.gs === undefined ? null : format.speed(wire.gs, units)],
      [detailWords.rate, rate === undefined ? null : format.verticalRate(rate, units)],
      [
        detailWords.track,
        direction === undefined ? null : { text: format.degrees(direction), unit: format.compass(direction) },
      ],
    ];
    while (this.figures.children.length < figures.length)
      this.figures.append(
        element('div', {}, element('dt'), element('dd', {}, element('b'), element('span'))),
      );
    figures.forEach(([name, quantity], i) => {
      const [dt, dd] = [...(this.figures.children[i]?.children ?? [])] as HTMLElement[];
      setText(dt as HTMLElement, name);
      const [value, unit] = [...(dd?.children ?? [])] as HTMLElement[];
      setText(value as HTMLElement, quantity?.text ?? '–');
      setText(unit as HTMLElement, quantity?.unit ?? '');
    });
  }

  /** Nodes are kept while the same facts are known: text under the reader's eye stays where it is. */
  private fillGroups(aircraft: Aircraft, view: DetailsView): void {
    const facts = factsOf(aircraft, view);
    const shape = [...facts]
      .map(([group, all]) => `${group}:${all.map(({ name }) => name).join()}`)
      .join(';');
    if (shape !== this.shape) {
      this.shape = shape;
      this.groups.replaceChildren(...[...facts].map(([group, all]) => groupNode(group, all.length)));
    }
    const rows = this.groups.querySelectorAll('dl > div');
    [...facts.values()].flat().forEach(({ name, value, note }, i) => {
      const [dt, dd] = [...(rows[i]?.children ?? [])] as HTMLElement[];
      setText(dt as HTMLElement, name);
      const [main, side] = [...(dd?.children ?? [])] as HTMLElement[];
      setText(main as HTMLElement, value);
      setText(side as HTMLElement, note ?? '');
    });
  }
}

function groupNode(group: Group, count: number): HTMLElement {
  const rows = Array.from({ length: count }, () =>
    element('div', {}, element('dt'), element('dd', {}, element('span'), element('small'))),
  );
  return element('section', {}, element('h3', {}, detailWords.groups[group]), element('dl', {}, ...rows));
}
