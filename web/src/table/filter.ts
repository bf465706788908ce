/** The filter above the table: a line for text, and behind a button everything else that can be asked for. */
import { disclose } from '../disclosure';
import { button, element, icon, setText } from '../dom';
import * as format from '../format';
import type { Units } from '../format';
import { filterWords, sourceGroupWords, strings } from '../strings';
import type { Zone } from '../zones';
import { ColumnMenu } from './column-menu';
import type { Column } from './columns';
import { countCriteria, noCriteria, type Criteria, type SourceGroup } from './criteria';

export interface FilterEvents {
  change(criteria: Criteria): void;
  columns(columns: readonly Column[] | null): void;
}

type Bound = 'minFeet' | 'maxFeet' | 'minNm' | 'maxNm';
type Flag = 'military' | 'emergency' | 'inView';

const icons = {
  filter: 'M4 6h16M7 12h10M10 18h4',
  columns: 'M5 5h14v14H5zM10 5v14M15 5v14',
};

export class Filter {
  private readonly text = element('input', {
    type: 'search',
    placeholder: strings.filterHint,
    'aria-label': strings.filter,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
  });
  private readonly clear = button(strings.clearFilter, 'clear', icon('M7 7l10 10M17 7L7 17'));
  private readonly count = element('output', { class: 'count' });
  private readonly more = button(filterWords.more, 'tool', icon(icons.filter));
  private readonly columns = button(strings.columns, 'tool', icon(icons.columns));
  private readonly badge = element('b', { class: 'badge', hidden: '' });
  private readonly menu: ColumnMenu;
  private readonly bounds = new Map<Bound, HTMLInputElement>();
  private readonly flags = new Map<Flag, HTMLInputElement>();
  private readonly unitNotes = { feet: element('span'), nm: element('span') };
  private readonly types = element('input', { type: 'text', placeholder: 'A32, B73', autocomplete: 'off' });
  private readonly source = element('select');
  private readonly zone = element('select');
  private readonly zoneField = field(filterWords.zone, this.zone);
  private readonly panel: HTMLElement;
  readonly root: HTMLElement;
  private criteria = noCriteria;
  private units: Units = 'aeronautical';

  constructor(private readonly events: FilterEvents) {
    this.menu = new ColumnMenu((columns) => events.columns(columns));
    this.panel = this.makePanel();
    const line = element('div', { class: 'filter', role: 'search' }, this.text, this.clear, this.count);
    line.append(this.more, this.columns);
    this.more.append(this.badge);
    this.root = element('div', { class: 'filters' }, line, this.panel, this.menu.root);
    const closers = [this.panel, this.menu.root].map((panel, i) =>
      disclose(i === 0 ? this.more : this.columns, panel, () => closers[1 - i]?.(false)),
    );
    this.clear.hidden = true;
    this.text.addEventListener('input', () => this.set({ text: this.text.value }));
    this.clear.addEventListener('click', () => {
      this.set({ text: '' });
      this.text.focus();
    });
    this.text.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      if (this.text.value === '') this.text.blur();
      this.set({ text: '' });
    });
  }

  focus(): void {
    this.text.focus();
    this.text.select();
  }

  show(shown: number, all: number): void {
    setText(this.count, strings.shown(shown, all));
  }

  setUnits(units: Units): void {
    this.units = units;
    setText(this.unitNotes.feet, format.altitude(0, units).unit);
    setText(this.unitNotes.nm, format.distance(0, units).unit);
    this.fill();
  }

  setZones(zones: readonly Zone[]): void {
    const names = [...new Set(zones.map(({ name }) => name))];
    this.zoneField.hidden = names.length === 0;
    this.zone.replaceChildren(option('', filterWords.any), ...names.map((name) => option(name, name)));
    this.zone.value = this.criteria.zone ?? '';
  }

  showColumns(columns: readonly Column[] | null): void {
    this.menu.show(columns);
  }

  private set(changes: Partial<Criteria>): void {
    this.criteria = { ...this.criteria, ...changes };
    this.fill();
    this.events.change(this.criteria);
  }

  /** Shows the criteria in the fields, except in the one that is being typed into. */
  private fill(): void {
    const { criteria, units } = this;
    const active = document.activeElement;
    if (this.text.value !== criteria.text) this.text.value = criteria.text;
    this.clear.hidden = criteria.text === '';
    for (const [bound, input] of this.bounds) {
      const value = criteria[bound];
      const scale = bound.endsWith('Feet') ? format.unitsPerFoot(units) : format.unitsPerNm(units);
      if (input !== active) input.value = value === null ? '' : String(Number((value * scale).toFixed(1)));
    }
    if (this.types !== active) this.types.value = criteria.types;
    this.source.value = criteria.source ?? '';
    this.zone.value = criteria.zone ?? '';
    for (const [flag, box] of this.flags) box.checked = criteria[flag];
    const asked = countCriteria(criteria);
    this.badge.hidden = asked === 0;
    setText(this.badge, String(asked));
    this.more.setAttribute('aria-label', filterWords.moreWith(asked));
  }

  private makePanel(): HTMLElement {
    this.source.append(option('', filterWords.any));
    for (const [group, name] of Object.entries(sourceGroupWords)) this.source.append(option(group, name));
    this.source.addEventListener('change', () =>
      this.set({ source: (this.source.value || null) as SourceGroup | null }),
    );
    this.zone.addEventListener('change', () => this.set({ zone: this.zone.value || null }));
    this.types.addEventListener('input', () => this.set({ types: this.types.value }));
    const reset = button(filterWords.reset, 'plain', filterWords.reset);
    reset.addEventListener('click', () => this.set({ ...noCriteria, text: this.criteria.text }));
    this.zoneField.hidden = true;
    return element(
      'div',
      { class: 'choices criteria', role: 'group', 'aria-label': filterWords.more, hidden: '' },
      this.range(filterWords.altitude, 'minFeet', 'maxFeet', this.unitNotes.feet),
      this.range(filterWords.distance, 'minNm', 'maxNm', this.unitNotes.nm),
      field(filterWords.type, this.types),
      field(filterWords.source, this.source),
      this.zoneField,
      element('div', { class: 'boxes' }, this.flag('military'), this.flag('emergency'), this.flag('inView')),
      reset,
    );
  }

  private range(name: string, from: Bound, to: Bound, unit: HTMLElement): HTMLElement {
    const inputs = [from, to].map((bound, i) => {
      const label = i === 0 ? filterWords.from(name) : filterWords.to(name);
      const input = element('input', {
        type: 'number',
        step: 'any',
        inputmode: 'decimal',
        'aria-label': label,
      });
      input.addEventListener('input', () => {
        const scale = bound.endsWith('Feet')
          ? format.unitsPerFoot(this.units)
          : format.unitsPerNm(this.units);
        const value = input.value === '' ? null : Number(input.value) / scale;
        this.set({ [bound]: value !== null && Number.isFinite(value) ? value : null });
      });
      this.bounds.set(bound, input);
      return input;
    });
    const [first, second] = inputs as [HTMLInputElement, HTMLInputElement];
    const line = element('span', { class: 'range' }, first, '–', second, unit);
    return element(
      'div',
      { class: 'field', role: 'group', 'aria-label': name },
      element('span', {}, name),
      line,
    );
  }

  private flag(flag: Flag): HTMLElement {
    const box = element('input', { type: 'checkbox', name: flag });
    box.addEventListener('change', () => this.set({ [flag]: box.checked }));
    this.flags.set(flag, box);
    return element('label', {}, box, filterWords[flag]);
  }
}

function field(name: string, input: HTMLElement): HTMLElement {
  return element('label', { class: 'field' }, element('span', {}, name), input);
}

function option(value: string, name: string): HTMLOptionElement {
  return element('option', { value }, name);
}
