/** The head of the side panel: name, state, the figures of the whole sky, and the viewer's choices. */
import { distanceOf, emergencyOf } from './aircraft';
import { button, element, icon, setText } from './dom';
import { distance, integer, type Units } from './format';
import type { Place } from './geo';
import type { Settings, ThemeChoice } from './settings';
import type { Aircraft, Traffic } from './state';
import { StatusBadge, type Health } from './status';
import { strings, themeWords, unitWords } from './strings';

export interface HeaderEvents {
  change(settings: Partial<Settings>): void;
  select(hex: string): void;
}

const themes: readonly ThemeChoice[] = ['auto', 'dark', 'light'];
const unitSystems: readonly Units[] = ['aeronautical', 'metric', 'imperial'];
const themeIcons: Record<ThemeChoice, string> = {
  auto: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 3v18M12 8h7.9M12 12h9M12 16h7.9',
  dark: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  light:
    'M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
};

export class Header {
  private readonly status = new StatusBadge();
  private readonly alarm = button(strings.emergencies(1), 'alarm');
  private readonly figures = [strings.aircraft, strings.positions, strings.messageRate, strings.farthest].map(
    figure,
  );
  private readonly theme = button('', 'tool');
  private readonly units = button('', 'tool words');
  readonly root: HTMLElement;
  private settings: Settings | null = null;
  private distressed: string[] = [];

  constructor(events: HeaderEvents) {
    this.alarm.hidden = true;
    this.theme.dataset['setting'] = 'theme';
    this.units.dataset['setting'] = 'units';
    const title = element('h1', {}, strings.title);
    const row = element('div', { class: 'row' }, title, this.status.root, this.alarm, this.units, this.theme);
    this.root = element(
      'header',
      {},
      row,
      element('dl', { class: 'figures' }, ...this.figures.map((f) => f.root)),
    );
    this.theme.addEventListener('click', () => {
      if (this.settings) events.change({ theme: after(themes, this.settings.theme) });
    });
    this.units.addEventListener('click', () => {
      if (this.settings) events.change({ units: after(unitSystems, this.settings.units) });
    });
    this.alarm.addEventListener('click', () => {
      const next = this.distressed.shift();
      if (!next) return;
      this.distressed.push(next); // several presses visit one after the other
      events.select(next);
    });
  }

  /** A button of another panel, before those for units and theme. */
  addTool(tool: HTMLElement): void {
    this.units.before(tool);
  }

  choose(settings: Settings): void {
    this.settings = settings;
    const theme = themeWords[settings.theme];
    this.theme.replaceChildren(icon(themeIcons[settings.theme]));
    this.theme.title = theme;
    this.theme.setAttribute('aria-label', theme);
    const [short, long] = unitWords[settings.units];
    setText(this.units, short);
    this.units.title = long;
    this.units.setAttribute('aria-label', long);
  }

  show(traffic: Traffic, state: Health, receiver: Place | null): void {
    this.status.show(state);
    const all = [...traffic.aircraft.values()];
    const placed = all.filter(({ position }) => position !== null);
    const farthest = Math.max(...placed.map((one) => distanceOf(one, receiver) ?? -1), -1);
    const rate = traffic.rate === null || state === 'lost' ? null : traffic.rate;
    const [count, positions, messages, range] = this.figures;
    count?.set(integer(all.length));
    positions?.set(integer(placed.length));
    messages?.set(rate === null ? '–' : integer(rate));
    const units = this.settings?.units ?? 'aeronautical';
    const far = farthest < 0 ? null : distance(farthest, units);
    range?.set(far ? far.text : '–', far?.unit);
    this.showAlarm(all);
  }

  private showAlarm(all: readonly Aircraft[]): void {
    const now = all.filter(({ wire }) => emergencyOf(wire) !== null).map(({ hex }) => hex);
    const kept = this.distressed.filter((hex) => now.includes(hex));
    this.distressed = [...kept, ...now.filter((hex) => !kept.includes(hex))];
    this.alarm.hidden = now.length === 0;
    const text = strings.emergencies(now.length);
    setText(this.alarm, text);
    this.alarm.setAttribute('aria-label', text);
  }
}

interface Figure {
  readonly root: HTMLElement;
  set(value: string, unit?: string): void;
}

function figure(name: string): Figure {
  const value = element('dd');
  const label = element('dt', {}, name);
  return {
    root: element('div', {}, value, label),
    set(text, unit) {
      setText(value, text);
      setText(label, unit ? `${unit} ${name}` : name);
    },
  };
}

function after<T>(choices: readonly T[], current: T): T {
  return choices[(choices.indexOf(current) + 1) % choices.length] ?? current;
}
