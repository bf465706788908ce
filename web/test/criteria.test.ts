import { describe, expect, test } from 'vitest';
import { countCriteria, matcher, noCriteria, type Criteria } from '../src/table/criteria';
import { readTableSettings } from '../src/table/table-settings';
import { applySnapshot, emptyTraffic } from '../src/state';
import { isInZone, readZones } from '../src/zones';
import { fixture } from './fixture';

const receiver = { lat: 52.31, lon: 4.76 };
const all = [...applySnapshot(emptyTraffic, fixture()).aircraft.values()];
const square = [
  [3.5, 52],
  [4.5, 52],
  [4.5, 52.5],
  [3.5, 52.5],
  [3.5, 52],
];
const hole = [
  [3.9, 52.2],
  [4, 52.2],
  [4, 52.3],
  [3.9, 52.3],
  [3.9, 52.2],
];
const collection = (coordinates: unknown, properties: object = {}, type = 'Polygon') => ({
  type: 'FeatureCollection',
  features: [
    { type: 'Feature', properties: { name: 'CTR', ...properties }, geometry: { type, coordinates } },
  ],
});
const zones = readZones(collection([square]));
const found = (criteria: Partial<Criteria>) =>
  all.filter(matcher({ ...noCriteria, ...criteria }, { receiver, zones })).map(({ hex }) => hex);

describe('the text', () => {
  test.each([
    ['klm', ['4840d6']],
    [' KLM1023 ', ['4840d6']],
    ['4D20', ['4d2023']],
    ['7700', ['40621d']],
    ['mlat dlh', ['3c65ae']],
    ['klm dlh', []],
    ['~', ['~2b1f0c']],
    ['<b>', []],
  ])('%j finds %j', (text, hexes) => expect(found({ text })).toEqual(hexes));

  test('that is empty finds all', () => expect(found({ text: '  ' }).length).toBe(7));
});

describe('what else is asked for', () => {
  test.each<[Partial<Criteria>, number]>([
    [{ minFeet: 30_000 }, all.filter(({ wire }) => Number(wire.alt_baro ?? wire.alt_geom) >= 30_000).length],
    [{ maxNm: 0 }, 0],
    [{ minNm: 0 }, 6],
    [{ types: 'no such' }, 0],
    [{ source: 'mlat' }, all.filter(({ wire }) => wire.type === 'mlat').length],
    [{ zone: 'nowhere' }, 0],
    [{ military: true }, all.filter(({ wire }) => (Number(wire['dbFlags'] ?? 0) & 1) === 1).length],
  ])('%j leaves %d', (criteria, count) => expect(found(criteria).length).toBe(count));

  test('an aircraft on the ground is at 0 ft, and one without altitude passes no bound', () => {
    const bounded = found({ minFeet: -5000, maxFeet: 99_999 });
    const unknown = all.filter(({ wire }) => wire.alt_baro === undefined && wire.alt_geom === undefined);
    expect(bounded.length).toBe(all.length - unknown.length);
    expect(found({ maxFeet: 0 })).toEqual(
      all
        .filter(({ wire }) => wire.alt_baro === 'ground' || Number(wire.alt_baro) <= 0)
        .map(({ hex }) => hex),
    );
  });

  test('an emergency', () => expect(found({ emergency: true })).toEqual(['40621d']));
  test('a zone', () => expect(found({ zone: 'CTR' })).toEqual(['4840d6', '40621d']));
  test('all at once', () => expect(found({ zone: 'CTR', source: 'adsb', text: 'klm' })).toEqual(['4840d6']));
  test('types begin as one of the words says, in any case', () => {
    const typed = (t: string) => ({ hex: 'a', seenAt: 0, position: null, wire: { hex: 'a', t } });
    const passes = matcher({ ...noCriteria, types: 'a32, B73' }, { receiver, zones });
    expect(['A320', 'A321', 'B738', 'A20N', 'B744'].map((t) => passes(typed(t)))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(passes({ ...typed(''), wire: { hex: 'a' } })).toBe(false);
  });

  test('is counted, a range once', () => {
    expect(countCriteria(noCriteria)).toBe(0);
    expect(countCriteria({ ...noCriteria, text: 'klm' })).toBe(0);
    expect(countCriteria({ ...noCriteria, minFeet: 0, maxFeet: 9, zone: 'CTR', inView: true })).toBe(3);
  });
});

describe('a zone', () => {
  const at = (lat: number, lon: number, alt_baro: number | 'ground' = 1000) => ({
    hex: 'a',
    seenAt: 0,
    wire: { hex: 'a', alt_baro },
    position: { lat, lon, at: 0 },
  });
  const [zone] = readZones(collection([square, hole], { minFeet: 500, maxFeet: 3000 }));
  if (!zone) throw new Error('the zone was not read');

  test.each([
    [at(52.1, 4), true],
    [at(52.25, 3.95), false], // in the hole
    [at(51.9, 4), false],
    [at(52.1, 4, 3001), false],
    [at(52.1, 4, 'ground'), false],
    [{ ...at(0, 0), position: null }, false],
  ])('%j is inside: %s', (aircraft, inside) => expect(isInZone(aircraft, zone)).toBe(inside));

  test('may have several areas', () => {
    const [two] = readZones(
      collection([[hole], [square.map(([x = 0, y = 0]) => [x + 10, y])]], {}, 'MultiPolygon'),
    );
    if (!two) throw new Error('the zone was not read');
    expect([at(52.25, 3.95), at(52.1, 14), at(52.1, 4)].map((one) => isInZone(one, two))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test.each([
    [null],
    [[]],
    [{}],
    [{ features: [null, 1, {}, { properties: {}, geometry: {} }] }],
    [collection('x')],
  ])('is not read from %j', (value) => expect(readZones(value)).toEqual([]));
});

describe('stored columns', () => {
  test.each([
    [null, null],
    [{ columns: 'flight' }, null],
    [{ columns: [] }, null],
    [{ columns: ['nonsense'] }, null],
    [{ columns: ['rssi', 'type', 'nonsense', 'rssi'] }, ['flight', 'type', 'rssi']],
  ])('%j are read as %j', (value, columns) => expect(readTableSettings(value).columns).toEqual(columns));

  test('and the order beside them', () => {
    expect(readTableSettings({ sort: { column: 'mach', descending: true } }).sort).toEqual({
      column: 'mach',
      descending: true,
    });
    expect(readTableSettings({ sort: { column: 'constructor' } }).sort.column).toBe('distance');
  });
});
