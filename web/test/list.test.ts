import { describe, expect, test } from 'vitest';
import { allColumns, columns, usualColumns, type Column } from '../src/table/columns';
import { nextSort, sortAircraft } from '../src/table/list';
import { applySnapshot, emptyTraffic } from '../src/state';
import { fixture } from './fixture';

const receiver = { lat: 52.31, lon: 4.76 };
const all = [...applySnapshot(emptyTraffic, fixture()).aircraft.values()];
const order = (column: Column, descending: boolean) =>
  sortAircraft(all, { column, descending }, receiver).map(({ hex }) => hex);

describe('sorting', () => {
  test.each([
    ['flight', false, ['3c65ae', '40621d', '4840d6', 'a835af', '485020', '4d2023', '~2b1f0c']],
    ['flight', true, ['a835af', '4840d6', '40621d', '3c65ae', '485020', '4d2023', '~2b1f0c']],
    ['altitude', true, ['4840d6', '3c65ae', '4d2023', '40621d', '~2b1f0c', '485020', 'a835af']],
    ['altitude', false, ['485020', '~2b1f0c', '40621d', '4d2023', '3c65ae', '4840d6', 'a835af']],
    ['rssi', true, ['4d2023', '4840d6', '40621d', '3c65ae', '485020', 'a835af', '~2b1f0c']],
    ['seen', false, ['4840d6', '40621d', '3c65ae', '4d2023', '485020', '~2b1f0c', 'a835af']],
    ['distance', false, ['485020', '~2b1f0c', '40621d', '4840d6', '3c65ae', 'a835af', '4d2023']],
  ] as const)('by %s, descending %s', (column, descending, hexes) =>
    expect(order(column, descending)).toEqual(hexes),
  );

  test('a first click shows the interesting end, a second turns it round', () => {
    const by = nextSort({ column: 'distance', descending: false }, 'altitude');
    expect(by).toEqual({ column: 'altitude', descending: true });
    expect(nextSort(by, 'altitude')).toEqual({ column: 'altitude', descending: false });
  });
});

describe('every column', () => {
  const said = (column: Column, units: 'aeronautical' | 'metric' | 'imperial') =>
    all.map((one) => columns[column].text(one, { now: 1_763_716_001, receiver, units }));

  test.each(allColumns)('%s says what is known, and nothing where nothing is', (column) => {
    for (const units of ['aeronautical', 'metric', 'imperial'] as const)
      expect(said(column, units).filter((text) => /undefined|NaN|null|Infinity/.test(text))).toEqual([]);
    const { key } = columns[column];
    const unknown = all.filter((one) => key(one, receiver) === undefined);
    for (const one of unknown)
      expect(columns[column].text(one, { now: 1_763_716_001, receiver, units: 'metric' })).toBe('');
  });

  test('is in the units of the viewer', () =>
    expect([said('altitude', 'aeronautical')[0], said('altitude', 'metric')[0]]).toEqual([
      '38\u2009000',
      '11\u2009582',
    ]));

  test('of the usual ones is there', () => expect(usualColumns.every((one) => one in columns)).toBe(true));
});
