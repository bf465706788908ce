/** Columns and order that the viewer chose. */
import { isRecord } from '../api';
import { load, store } from '../storage';
import { allColumns, type Column } from './columns';
import type { Sort } from './list';

export interface TableSettings {
  /** In the order of the screen; null leaves the choice to the room that there is. */
  readonly columns: readonly Column[] | null;
  readonly sort: Sort;
}

const key = 'adsbfeeder.table';
const usualSort: Sort = { column: 'distance', descending: false };

/** Reads what was stored; what is no column is left out. The callsign is always there: it names the row. */
export function readTableSettings(value: unknown): TableSettings {
  if (!isRecord(value)) return { columns: null, sort: usualSort };
  const { columns, sort } = value;
  const chosen = Array.isArray(columns) ? allColumns.filter((one) => columns.includes(one)) : null;
  return {
    columns: chosen && chosen.length > 0 ? withCallsign(chosen) : null,
    sort:
      isRecord(sort) && isColumn(sort['column'])
        ? { column: sort['column'], descending: sort['descending'] === true }
        : usualSort,
  };
}

export function withCallsign(columns: readonly Column[]): Column[] {
  return allColumns.filter((one) => one === 'flight' || columns.includes(one));
}

export const loadTableSettings = (): TableSettings => load(key, readTableSettings);
export const storeTableSettings = (settings: TableSettings): void => store(key, settings);

function isColumn(value: unknown): value is Column {
  return allColumns.some((one) => one === value);
}
