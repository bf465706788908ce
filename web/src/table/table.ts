/** The list of aircraft: sortable, filtered, and only the rows in view exist. */
import { altitudeOf, emergencyOf } from '../aircraft';
import { altitudeBand, bandColour } from '../colour';
import { element, setText } from '../dom';
import { columns as definitions, usualColumns, type Column, type ColumnContext } from './columns';
import { nextSort, type Sort } from './list';
import type { Theme } from '../settings';
import type { Aircraft } from '../state';
import { columnWords, emergencyWords, strings } from '../strings';

export interface TableView extends ColumnContext {
  readonly rows: readonly Aircraft[];
  readonly theme: Theme;
  readonly selected: string | null;
  readonly sort: Sort;
  readonly filtered: boolean;
}

export interface TableEvents {
  select(hex: string | null): void;
  sort(sort: Sort): void;
  /** Enter on a selected row: on to its details. */
  open(): void;
}

const rowHeight = 30; // as in table.css
const spareRows = 6;

export class AircraftTable {
  readonly root: HTMLElement;
  private readonly body = element('tbody');
  private readonly above = element('tr', { class: 'spacer', 'aria-hidden': 'true' });
  private readonly below = element('tr', { class: 'spacer', 'aria-hidden': 'true' });
  private readonly table: HTMLTableElement;
  private readonly empty = element('p', { class: 'empty', hidden: '' });
  private readonly headers = new Map<Column, HTMLElement>();
  private readonly head = element('tr');
  private pool: HTMLTableRowElement[] = [];
  private columns: readonly Column[] = usualColumns;
  private view: TableView | null = null;

  constructor(private readonly events: TableEvents) {
    this.table = element(
      'table',
      { 'aria-label': strings.aircraftList },
      element('thead', {}, this.head),
      this.body,
    );
    this.root = element('div', {
      class: 'table',
      tabindex: '0',
      role: 'group',
      'aria-label': strings.aircraftList,
    });
    this.root.append(this.table, this.empty);
    this.setColumns(null);
    this.body.append(this.above, this.below);
    this.root.addEventListener('scroll', () => this.paint(), { passive: true });
    this.root.addEventListener('keydown', (event) => this.onKey(event));
    this.body.addEventListener('click', (event) => {
      const hex = (event.target as Element).closest<HTMLElement>('tr[data-hex]')?.dataset['hex'];
      if (hex) this.events.select(hex === this.view?.selected ? null : hex);
    });
    new ResizeObserver(() => this.paint()).observe(this.root);
  }

  /** Shows these columns, however narrow the list is; null shows as many of the usual ones as fit. */
  setColumns(chosen: readonly Column[] | null): void {
    this.columns = chosen ?? usualColumns;
    this.root.classList.toggle('chosen', chosen !== null);
    const room = this.columns.reduce((sum, column) => sum + definitions[column].width, 0);
    this.table.style.minWidth = chosen ? `${room}px` : '';
    this.headers.clear();
    this.head.replaceChildren(...this.columns.map((column) => this.header(column)));
    for (const row of this.pool) row.remove();
    this.pool = [];
    if (this.view) this.show(this.view);
  }

  show(view: TableView): void {
    const selectionMoved = view.selected !== this.view?.selected;
    this.view = view;
    for (const [column, header] of this.headers) {
      const sorted = view.sort.column === column;
      header.setAttribute('aria-sort', sorted ? (view.sort.descending ? 'descending' : 'ascending') : 'none');
    }
    this.table.setAttribute('aria-rowcount', String(view.rows.length + 1));
    this.empty.hidden = view.rows.length > 0;
    setText(this.empty, view.filtered ? strings.noMatch : strings.noAircraft);
    if (selectionMoved && view.selected) this.scrollTo(view.selected);
    this.paint();
  }

  private header(column: Column): HTMLElement {
    const [short, long] = columnWords[column];
    const sorter = element('button', { type: 'button', title: long, 'aria-label': long }, short);
    sorter.addEventListener('click', () => this.view && this.events.sort(nextSort(this.view.sort, column)));
    const header = element('th', { scope: 'col', class: cellClass(column), 'data-column': column }, sorter);
    header.style.width = `${definitions[column].width}px`;
    this.headers.set(column, header);
    return header;
  }

  private paint(): void {
    const { view } = this;
    if (!view) return;
    const count = Math.ceil(this.root.clientHeight / rowHeight) + 2 * spareRows;
    const latest = Math.max(0, view.rows.length - count);
    const first = Math.min(latest, Math.max(0, Math.floor(this.root.scrollTop / rowHeight) - spareRows));
    const rows = view.rows.slice(first, first + count);
    this.above.style.height = `${first * rowHeight}px`;
    this.below.style.height = `${(view.rows.length - first - rows.length) * rowHeight}px`;
    while (this.pool.length < rows.length) this.pool.push(this.makeRow());
    this.pool.forEach((row, i) => {
      const aircraft = rows[i];
      row.hidden = !aircraft;
      if (aircraft) fill(row, aircraft, first + i + 2, view, this.columns);
    });
  }

  private makeRow(): HTMLTableRowElement {
    const cells = this.columns.map((column) => element('td', { class: cellClass(column) }));
    const row = element('tr', {}, ...cells);
    this.below.before(row);
    return row;
  }

  private onKey(event: KeyboardEvent): void {
    const { view } = this;
    if (!view || event.target !== this.root) return;
    if (event.key === 'Enter' && view.selected) this.events.open();
    const current = view.rows.findIndex(({ hex }) => hex === view.selected);
    const page = Math.max(1, Math.floor(this.root.clientHeight / rowHeight) - 2);
    const last = view.rows.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current < 0 ? last : current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined || last < 0) return;
    event.preventDefault();
    this.events.select(view.rows[Math.min(last, Math.max(0, next))]?.hex ?? null);
  }

  private scrollTo(hex: string): void {
    const index = this.view?.rows.findIndex((one) => one.hex === hex) ?? -1;
    if (index < 0) return;
    const { scrollTop, clientHeight } = this.root;
    const top = index * rowHeight;
    const visible = clientHeight - 2 * rowHeight; // the header covers one row
    if (top < scrollTop) this.root.scrollTop = top;
    else if (top > scrollTop + visible) this.root.scrollTop = top - visible;
  }
}

function fill(
  row: HTMLTableRowElement,
  aircraft: Aircraft,
  index: number,
  view: TableView,
  columns: readonly Column[],
): void {
  const { wire, hex } = aircraft;
  const emergency = emergencyOf(wire);
  row.dataset['hex'] = hex;
  row.setAttribute('aria-rowindex', String(index));
  row.setAttribute('aria-current', String(hex === view.selected));
  row.classList.toggle('emergency', emergency !== null);
  row.classList.toggle('unplaced', aircraft.position === null);
  row.classList.toggle('old', view.now - aircraft.seenAt > 20);
  row.title = emergency ? emergencyWords[emergency] : '';
  row.style.setProperty('--altitude', bandColour(altitudeBand(altitudeOf(wire)), view.theme));
  columns.forEach((column, i) =>
    setText(row.cells[i] as HTMLElement, definitions[column].text(aircraft, view)),
  );
}

function cellClass(column: Column): string {
  return definitions[column].left ? `c-${column} left` : `c-${column}`;
}
