/** The key to the colours. */
import { bandColour, bandFeet, groundBand, highestFeet } from './colour';
import { element, setText } from './dom';
import { integer, type Units } from './format';
import type { Theme } from './settings';
import { strings } from './strings';

const ticks = [0, 10_000, 20_000, 30_000, 40_000];

export class Legend {
  private readonly ground = element('i', { class: 'ground' });
  private readonly bar = element('i', { class: 'bar' });
  private readonly labels = ticks.map(() => element('span'));
  private readonly unit = element('span', { class: 'unit' });
  readonly root = element(
    'div',
    { class: 'legend', role: 'img', 'aria-label': strings.altitude },
    element('div', { class: 'swatches' }, this.ground, this.bar),
    element('div', { class: 'ticks' }, element('span', { class: 'gnd' }, 'gnd'), ...this.labels, this.unit),
  );

  show(theme: Theme, units: Units): void {
    const stops = Array.from({ length: highestFeet / bandFeet / 2 + 1 }, (_, i) => bandColour(i * 2, theme));
    this.ground.style.background = bandColour(groundBand, theme);
    this.bar.style.background = `linear-gradient(to right, ${stops.join(', ')})`;
    const metric = units === 'metric';
    ticks.forEach((feet, i) => {
      const value = metric ? Math.round((feet * 0.3048) / 1000) : feet / 1000;
      setText(this.labels[i] as HTMLElement, integer(value) + (feet === highestFeet ? '+' : ''));
    });
    setText(this.unit, metric ? 'km' : '1000 ft');
  }
}
