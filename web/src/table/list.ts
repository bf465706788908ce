/** The rows of the table: which aircraft, in which order. Pure. */
import type { Place } from '../geo';
import type { Aircraft } from '../state';
import { columns, type Column, type Key } from './columns';

export interface Sort {
  readonly column: Column;
  readonly descending: boolean;
}

export function nextSort(sort: Sort, column: Column): Sort {
  if (sort.column === column) return { column, descending: !sort.descending };
  return { column, descending: columns[column].descending ?? false };
}

/** Aircraft in the order of a column; those without the value come last either way. */
export function sortAircraft(aircraft: Iterable<Aircraft>, sort: Sort, receiver: Place | null): Aircraft[] {
  const { key } = columns[sort.column];
  const sign = sort.descending ? -1 : 1;
  return [...aircraft]
    .map((one) => ({ one, value: key(one, receiver) }))
    .sort((a, b) => compare(a.value, b.value, sign) || (a.one.hex < b.one.hex ? -1 : 1))
    .map(({ one }) => one);
}

function compare(a: Key, b: Key, sign: number): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  return a === b ? 0 : a < b ? -sign : sign;
}
