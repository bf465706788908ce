/** The rows of the table: which aircraft, in which order. Pure. */
import { altitudeRank, callsign, distanceOf, verticalRateOf } from '../aircraft';
import type { Place } from '../geo';
import type { Aircraft } from '../state';
import type { columnWords } from '../strings';

export type Column = keyof typeof columnWords;

export interface Sort {
  readonly column: Column;
  readonly descending: boolean;
}

type Key = string | number | undefined;

const keys: Record<Column, (aircraft: Aircraft, receiver: Place | null) => Key> = {
  flight: ({ wire }) => callsign(wire) ?? undefined,
  hex: ({ hex }) => hex,
  squawk: ({ wire }) => wire.squawk,
  altitude: ({ wire }) => altitudeRank(wire),
  speed: ({ wire }) => wire.gs,
  rate: ({ wire }) => verticalRateOf(wire),
  distance: distanceOf,
  messages: ({ wire }) => wire.messages,
  seen: ({ seenAt }) => -seenAt,
  rssi: ({ wire }) => wire.rssi,
};

/** What a first click sorts by: the largest first where that is the interesting end. */
const descendingFirst: ReadonlySet<Column> = new Set(['altitude', 'speed', 'rate', 'messages', 'rssi']);

export function nextSort(sort: Sort, column: Column): Sort {
  if (sort.column === column) return { column, descending: !sort.descending };
  return { column, descending: descendingFirst.has(column) };
}

/** Aircraft that match every word of the filter, sorted; those without the value come last either way. */
export function listAircraft(
  aircraft: Iterable<Aircraft>,
  filter: string,
  sort: Sort,
  receiver: Place | null,
): Aircraft[] {
  const key = keys[sort.column];
  const sign = sort.descending ? -1 : 1;
  return [...aircraft]
    .filter(matcher(filter))
    .map((one) => ({ one, value: key(one, receiver) }))
    .sort((a, b) => compare(a.value, b.value, sign) || (a.one.hex < b.one.hex ? -1 : 1))
    .map(({ one }) => one);
}

/** A test for one aircraft: every word must occur in its callsign, address, squawk, registration or type. */
export function matcher(filter: string): (aircraft: Aircraft) => boolean {
  const wanted = filter.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return () => true;
  return ({ hex, wire }) => {
    const text = [hex, wire.flight, wire.squawk, wire.r, wire.t, wire.desc, wire.category, wire.type]
      .filter(Boolean)
      .join(' ')
      .toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
}

function compare(a: Key, b: Key, sign: number): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  return a === b ? 0 : a < b ? -sign : sign;
}
