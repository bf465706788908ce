/** The list with its filter: which aircraft are asked for, in which columns and order. */
import type { Place } from '../geo';
import type { Theme } from '../settings';
import type { Aircraft, Traffic } from '../state';
import type { Zone } from '../zones';
import type { ColumnContext } from './columns';
import { countCriteria, matcher, noCriteria } from './criteria';
import { Filter } from './filter';
import { sortAircraft } from './list';
import { AircraftTable } from './table';
import { loadTableSettings, storeTableSettings, type TableSettings } from './table-settings';

export interface ListEvents {
  select(hex: string | null): void;
  /** Enter on a selected row: on to its details. */
  open(): void;
  /** Other aircraft are asked for. */
  changed(): void;
}

export interface ListView extends ColumnContext {
  readonly traffic: Traffic;
  readonly theme: Theme;
  readonly selected: string | null;
  /** Whether a place is on the part of the map that is shown. */
  sees(place: Place): boolean;
}

export class ListPanel {
  private criteria = noCriteria;
  private settings = loadTableSettings();
  private zones: readonly Zone[] = [];
  private view: ListView | null = null;
  private readonly filter: Filter;
  private readonly table: AircraftTable;
  readonly roots: readonly HTMLElement[];

  constructor({ select, open, changed }: ListEvents) {
    this.filter = new Filter({
      change: (criteria) => {
        this.criteria = criteria;
        changed();
        this.refresh();
      },
      columns: (columns) => this.configure({ columns }),
    });
    this.table = new AircraftTable({ select, open, sort: (sort) => this.configure({ sort }) });
    this.roots = [this.filter.root, this.table.root];
    this.showColumns();
  }

  focus(): void {
    this.filter.focus();
  }

  setUnits(units: ListView['units']): void {
    this.filter.setUnits(units);
  }

  setZones(zones: readonly Zone[]): void {
    this.zones = zones;
    this.filter.setZones(zones);
  }

  /** What passes the filter, and the selected aircraft in any case: what the map shows. */
  visible(traffic: Traffic, selected: string | null, receiver: Place | null): Traffic {
    if (!this.isFiltered) return traffic;
    const passes = matcher(this.criteria, { receiver, zones: this.zones });
    const aircraft = [...traffic.aircraft].filter(([hex, one]) => hex === selected || passes(one));
    return { ...traffic, aircraft: new Map(aircraft) };
  }

  show(view: ListView): void {
    this.view = view;
    const { criteria } = this;
    const { aircraft } = view.traffic;
    const passes = matcher(criteria, { receiver: view.receiver, zones: this.zones });
    const isShown = ({ position }: Aircraft) =>
      !criteria.inView || (position !== null && view.sees(position));
    const rows = [...aircraft.values()].filter((one) => passes(one) && isShown(one));
    this.filter.show(rows.length, aircraft.size);
    const { sort } = this.settings;
    this.table.show({
      ...view,
      rows: sortAircraft(rows, sort, view.receiver),
      sort,
      filtered: this.isFiltered,
    });
  }

  /** The map has moved. */
  moved(): void {
    if (this.criteria.inView) this.refresh();
  }

  private get isFiltered(): boolean {
    return this.criteria.text.trim() !== '' || countCriteria(this.criteria) > 0;
  }

  private refresh(): void {
    if (this.view) this.show(this.view);
  }

  private configure(changes: Partial<TableSettings>): void {
    this.settings = { ...this.settings, ...changes };
    storeTableSettings(this.settings);
    if (changes.columns !== undefined) this.showColumns();
    this.refresh();
  }

  private showColumns(): void {
    this.table.setColumns(this.settings.columns);
    this.filter.showColumns(this.settings.columns);
  }
}
