/** The receiver page: what is missing, how well it hears, and who is connected. Loaded when it is first opened. */
import { button, element, icon, setText } from '../dom';
import { age, decimal, distance, integer, type Units } from '../format';
import type { Place } from '../geo';
import { stationWords as words } from '../strings';
import '../styles/station.css';
import { card, faultsCard, funnelCard, peersCard, radioCard, setupCard } from './cards';
import { Chart } from './charts';
import { drawRange } from './polar';
import { fetchSectors } from './range';
import { fetchReception, type Reception } from './reception';
import { fetchPeers, fetchRadios, fetchStatus } from './service';
import { missingSteps } from './setup';

const refreshMs = 5000;
const timeoutMs = 8000;
const metresPerNm = 1852;

export interface StationView {
  readonly receiver: Place | null;
  readonly units: Units;
}

export class StationPage {
  private readonly title = element('h2', { tabindex: '-1' }, words.title);
  private readonly about = element('p', { class: 'about', role: 'status' });
  private readonly hours = element('select', { 'aria-label': words.period });
  private readonly rate = new Chart(words.charts.rate);
  private readonly aircraft = new Chart(words.charts.aircraft);
  private readonly levels = new Chart(words.charts.levels);
  private readonly gain = new Chart(words.charts.gain);
  private readonly lost = new Chart(words.charts.lost);
  private readonly distance = new Chart(words.charts.distance);
  private readonly histogram = new Chart(words.charts.histogram);
  private readonly slots = new Map<string, { node: HTMLElement; shown: string }>();
  private readonly charts = [
    this.rate,
    this.aircraft,
    this.distance,
    this.levels,
    this.gain,
    this.lost,
    this.histogram,
  ];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isOpen = false;
  readonly root: HTMLElement;

  constructor(
    private readonly view: () => StationView,
    close: () => void,
  ) {
    for (const [hours, name] of Object.entries(words.periods))
      this.hours.append(element('option', { value: hours }, name));
    this.hours.addEventListener('change', () => void this.refresh());
    const closer = button(words.close, 'tool close', icon('M6 6l12 12M18 6L6 18'));
    closer.addEventListener('click', close);
    const head = element('header', {}, element('div', {}, this.title, this.about), this.hours, closer);
    const slot = (name: string) => {
      const node = element('div', { class: 'slot', hidden: '' });
      this.slots.set(name, { node, shown: '' });
      return node;
    };
    const cards = element(
      'div',
      { class: 'cards' },
      slot('setup'),
      ...this.charts.slice(0, 6).map(({ root }) => root),
    );
    cards.append(
      this.histogram.root,
      slot('range'),
      slot('funnel'),
      slot('radios'),
      slot('peers'),
      slot('faults'),
    );
    this.root = element('section', {
      class: 'station',
      role: 'dialog',
      'aria-modal': 'true',
      'aria-label': words.title,
      hidden: '',
    });
    this.root.append(head, cards);
  }

  open(): void {
    this.isOpen = true;
    this.root.hidden = false;
    this.title.focus();
    void this.refresh();
  }

  close(): void {
    this.isOpen = false;
    this.root.hidden = true;
    clearTimeout(this.timer);
  }

  /** Theme or units are others now. */
  restyle(): void {
    for (const chart of this.charts) chart.reset();
    for (const slot of this.slots.values()) slot.shown = '';
    if (this.isOpen) void this.refresh();
  }

  private async refresh(): Promise<void> {
    clearTimeout(this.timer);
    const { receiver, units } = this.view();
    const signal = AbortSignal.timeout(timeoutMs);
    const hours = Number(this.hours.value);
    const parts = [
      this.showService(signal),
      fetchReception(hours, signal).then((reception) => this.showReception(reception, units)),
      receiver ? fetchSectors(receiver, signal).then((sectors) => this.showRange(sectors, units)) : null,
    ];
    const ends = await Promise.allSettled(parts);
    if (!this.isOpen) return;
    if (ends.every(({ status }) => status === 'rejected')) setText(this.about, words.silent);
    this.timer = setTimeout(() => void this.refresh(), refreshMs);
  }

  private async showService(signal: AbortSignal): Promise<void> {
    const [status, radios, peers] = await Promise.all([
      fetchStatus(signal),
      fetchRadios(signal),
      fetchPeers(signal),
    ]);
    const steps = missingSteps(status.setup, radios, peers.senders.length);
    setText(this.about, [status.version, words.uptime(age(status.uptime)), ...status.reasons].join(' · '));
    this.fill('setup', steps, () => setupCard(steps));
    this.fill('radios', radios, () => radioCard(radios));
    this.fill('peers', peers, () => peersCard(peers, Date.now() / 1000));
    this.fill('faults', status.faults, () => faultsCard(status));
  }

  private showReception(reception: Reception, units: Units): void {
    const { times, series, histogram } = reception;
    const names = words.series;
    const whole = (value: number) => integer(value);
    const tenth = (value: number) => decimal(value, 1);
    const measured = (values: readonly (number | null)[]) => values.some((value) => value !== null);
    this.rate.lines(
      times,
      [
        { name: names.messages, values: series.messages_per_second, colour: 1 },
        { name: names.positions, values: series.positions_per_second, colour: 2 },
      ],
      words.perSecond,
      whole,
    );
    this.aircraft.lines(
      times,
      [
        { name: names.all, values: series.aircraft, colour: 1 },
        { name: names.placed, values: series.aircraft_with_position, colour: 2 },
      ],
      '',
      whole,
    );
    this.levels.lines(
      times,
      [
        { name: names.signal, values: series.signal_dbfs, colour: 1 },
        { name: names.peak, values: series.peak_dbfs, colour: 2 },
        { name: names.noise, values: series.noise_dbfs, colour: 3 },
      ],
      'dBFS',
      tenth,
    );
    this.gain.root.hidden = !measured(series.gain_db);
    if (!this.gain.root.hidden)
      this.gain.lines(times, [{ name: names.gain, values: series.gain_db, colour: 1 }], 'dB', tenth);
    const lost = series.lost_per_mille.map((share) => (share === null ? null : share / 10));
    this.lost.lines(times, [{ name: names.lost, values: lost, colour: 3 }], '%', (value) =>
      decimal(value, 2),
    );
    const far = series.max_distance_m.map((metres) => metres && metres / metresPerNm);
    this.distance.lines(
      times,
      [{ name: names.farthest, values: far, colour: 1 }],
      distance(0, units).unit,
      (nm) => distance(nm, units).text,
    );
    this.histogram.bars(histogram.lowest, histogram.frames, words.frames, 'dBFS', whole);
    this.fill('funnel', reception.funnel, () => funnelCard(reception));
  }

  private showRange(sectors: readonly (number | null)[], units: Units): void {
    this.fill('range', sectors, () => {
      const made = card(words.range, '');
      made.append(drawRange(sectors, units));
      return made;
    });
  }

  /** Replaces a card when what it shows has changed, and not while somebody is at work in it. */
  private fill(name: string, shown: unknown, make: () => HTMLElement): void {
    const slot = this.slots.get(name);
    const text = JSON.stringify(shown);
    if (!slot || slot.shown === text || slot.node.contains(document.activeElement)) return;
    slot.shown = text;
    const made = make();
    slot.node.hidden = false;
    slot.node.className = `slot ${made.classList.contains('wide') ? 'wide' : ''}`.trim();
    slot.node.replaceChildren(made);
  }
}
