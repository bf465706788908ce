/** The buttons on the map. */
import { button, element, icon } from './dom';
import type { Settings } from './settings';
import { strings } from './strings';

export interface ToolEvents {
  zoom(step: number): void;
  home(): void;
  change(settings: Partial<Settings>): void;
}

const icons = {
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  home: 'M12 9.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5M12 4.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15',
  labels: 'M4 6.5h9l6.5 5.5L13 17.5H4zM8 12h.01',
  trails: 'M4 19c2-7 6-1 8-6s3-8 8-8',
};

export class Tools {
  private readonly labels = button(strings.labels, 'tool', icon(icons.labels));
  private readonly trails = button(strings.trails, 'tool', icon(icons.trails));
  readonly root: HTMLElement;

  constructor(events: ToolEvents) {
    const plus = button(strings.zoomIn, 'tool', icon(icons.plus));
    const minus = button(strings.zoomOut, 'tool', icon(icons.minus));
    const home = button(strings.home, 'tool', icon(icons.home));
    plus.addEventListener('click', () => events.zoom(1));
    minus.addEventListener('click', () => events.zoom(-1));
    home.addEventListener('click', () => events.home());
    this.labels.addEventListener('click', () => events.change({ labels: !isPressed(this.labels) }));
    this.trails.addEventListener('click', () => events.change({ trails: !isPressed(this.trails) }));
    this.root = element('div', { class: 'tools' }, plus, minus, home, this.labels, this.trails);
  }

  show({ labels, trails }: Settings): void {
    this.labels.setAttribute('aria-pressed', String(labels));
    this.trails.setAttribute('aria-pressed', String(trails));
  }
}

function isPressed(one: HTMLElement): boolean {
  return one.getAttribute('aria-pressed') === 'true';
}
