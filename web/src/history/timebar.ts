/** The bar of replay: a day with what is kept of it, the moment, and how fast it runs. Times are UTC. */
import { button, element, icon, setText } from '../dom';
import { timeWords } from '../strings';
import { halfHourSeconds } from './half-hour';
import { speeds } from './player';

export interface TimeBarEvents {
  seek(time: number): void;
  play(on: boolean): void;
  speed(speed: number): void;
  close(): void;
}

export interface TimeBarView {
  readonly time: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly waiting: boolean;
  /** Numbers of the half hours that are kept, rising. */
  readonly halves: readonly number[];
}

const daySeconds = 86_400;
const stepSeconds = 30;
const icons = {
  play: 'M8 5.5v13l10.5-6.5z',
  pause: 'M8.5 5.5v13M15.5 5.5v13',
  earlier: 'M14.5 6l-6 6 6 6',
  later: 'M9.5 6l6 6-6 6',
};

export class TimeBar {
  private readonly playing = button(timeWords.play, 'tool', icon(icons.play));
  private readonly earlier = button(timeWords.earlier, 'tool', icon(icons.earlier));
  private readonly later = button(timeWords.later, 'tool', icon(icons.later));
  private readonly day = element('input', { type: 'date', 'aria-label': timeWords.day });
  private readonly clock = element('output', { class: 'clock' });
  private readonly speed = element('select', { 'aria-label': timeWords.speed });
  private readonly live = button(timeWords.backToNow, 'live', timeWords.live);
  private readonly slider = element('input', {
    ...{ type: 'range', min: '0', max: String(daySeconds - stepSeconds), step: String(stepSeconds) },
    'aria-label': timeWords.time,
  });
  private readonly kept = element('div', { class: 'kept', 'aria-hidden': 'true' });
  private readonly hours = element(
    'div',
    { class: 'hours', 'aria-hidden': 'true' },
    ...['00', '06', '12', '18', '24'].map((hour) => element('span', {}, hour)),
  );
  readonly root = element(
    'section',
    { class: 'timebar', 'aria-label': timeWords.bar, hidden: '' },
    element(
      'div',
      { class: 'controls' },
      this.playing,
      this.speed,
      this.clock,
      element('span', { class: 'days' }, this.earlier, this.day, this.later),
      this.live,
    ),
    element('div', { class: 'track' }, this.kept, this.slider),
    this.hours,
  );
  private start = 0;
  private keptOf = '';
  private dragging = false;
  private halves: readonly number[] = [];

  constructor(events: TimeBarEvents) {
    this.speed.append(
      ...speeds.map((speed) => element('option', { value: String(speed) }, timeWords.times(speed))),
    );
    this.playing.addEventListener('click', () => events.play(this.playing.dataset['playing'] !== 'true'));
    this.live.addEventListener('click', () => events.close());
    this.speed.addEventListener('change', () => events.speed(Number(this.speed.value)));
    this.earlier.addEventListener('click', () => events.seek(this.neighbour(-1)));
    this.later.addEventListener('click', () => events.seek(this.neighbour(1)));
    this.slider.addEventListener('input', () => {
      this.dragging = true; // what is asked for counts until it is there
      setText(this.clock, clockText(this.start + Number(this.slider.value)));
    });
    this.slider.addEventListener('change', () => {
      this.dragging = false;
      events.seek(this.start + Number(this.slider.value));
    });
    this.day.addEventListener('change', () => {
      const start = Date.parse(`${this.day.value}T00:00:00Z`) / 1000;
      if (Number.isFinite(start)) events.seek(start + Number(this.slider.value));
    });
  }

  show(view: TimeBarView | null): void {
    this.root.hidden = view === null;
    if (!view) return;
    const { time, playing, speed, waiting, halves } = view;
    this.start = Math.floor(time / daySeconds) * daySeconds;
    this.halves = halves;
    this.root.classList.toggle('waiting', waiting);
    this.showPlaying(playing);
    if (document.activeElement !== this.speed) this.speed.value = String(speed);
    const day = dayText(this.start);
    if (this.day.value !== day && document.activeElement !== this.day) this.day.value = day;
    this.showKept();
    if (this.dragging) return;
    this.slider.value = String(Math.floor((time - this.start) / stepSeconds) * stepSeconds);
    this.slider.setAttribute('aria-valuetext', clockText(time));
    setText(this.clock, clockText(time));
  }

  private showPlaying(playing: boolean): void {
    if (this.playing.dataset['playing'] === String(playing)) return;
    this.playing.dataset['playing'] = String(playing);
    const word = playing ? timeWords.pause : timeWords.play;
    this.playing.title = word;
    this.playing.setAttribute('aria-label', word);
    this.playing.replaceChildren(icon(playing ? icons.pause : icons.play));
  }

  /** The half hours of the day that are kept, as pieces of a line. */
  private showKept(): void {
    const first = this.start / halfHourSeconds;
    const own = this.halves.filter((half) => half >= first && half < first + 48).map((half) => half - first);
    const key = `${first} ${own.join()}`;
    if (key === this.keptOf) return;
    this.keptOf = key;
    this.kept.replaceChildren(
      ...own.map((half) => {
        const piece = element('i');
        piece.style.left = `${(half / 48) * 100}%`;
        piece.style.width = `${100 / 48}%`;
        return piece;
      }),
    );
    this.day.min = this.halves[0] === undefined ? '' : dayText(this.halves[0] * halfHourSeconds);
    this.day.max = dayText((this.halves.at(-1) ?? first) * halfHourSeconds);
    this.earlier.disabled = (this.halves[0] ?? first) >= first;
    this.later.disabled = (this.halves.at(-1) ?? first) < first + 48;
  }

  /** The same time on the next day of which something is kept. */
  private neighbour(step: 1 | -1): number {
    const first = this.start / halfHourSeconds;
    const half =
      step > 0 ? this.halves.find((one) => one >= first + 48) : this.halves.findLast((one) => one < first);
    if (half === undefined) return this.start + Number(this.slider.value);
    return Math.floor(half / 48) * daySeconds + Number(this.slider.value);
  }
}

export function dayText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

function clockText(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(11, 19)} ${timeWords.utc}`;
}
