/** The key to the colours: a bar with figures, or names. */
import { groundBand, bandColour } from './colour';
import { keyOf, type ColourBy } from './colouring';
import { element, setText } from './dom';
import type { Units } from './format';
import type { Theme } from './settings';

export class Legend {
  private readonly title = element('span', { class: 'title' });
  private readonly unit = element('span', { class: 'unit' });
  private readonly ground = element('i', { class: 'ground' });
  private readonly bar = element('i', { class: 'bar' });
  private readonly labels = Array.from({ length: 5 }, () => element('span'));
  private readonly scale = element(
    'div',
    { class: 'scale' },
    element('div', { class: 'swatches' }, this.ground, this.bar),
    element('div', { class: 'ticks' }, element('span', { class: 'gnd' }, 'gnd'), ...this.labels),
  );
  private readonly names = element('div', { class: 'names' });
  readonly root = element(
    'div',
    { class: 'legend', role: 'img' },
    element('div', { class: 'head' }, this.title, this.unit),
    this.scale,
    this.names,
  );

  show(by: ColourBy, theme: Theme, units: Units): void {
    const { title, bar, ground, ticks, unit, names } = keyOf(by, theme, units);
    this.root.setAttribute('aria-label', title);
    setText(this.title, title);
    setText(this.unit, unit);
    this.scale.hidden = bar.length === 0;
    this.scale.classList.toggle('with-ground', ground);
    this.ground.style.background = bandColour(groundBand, theme);
    this.bar.style.background = `linear-gradient(to right, ${bar.join(', ')})`;
    this.labels.forEach((label, i) => setText(label, ticks[i] ?? ''));
    this.names.hidden = names.length === 0;
    this.names.replaceChildren(
      ...names.map(({ text, colour }) => {
        const dot = element('i');
        dot.style.background = colour;
        return element('span', {}, dot, text);
      }),
    );
  }
}
