import { describe, expect, test } from 'vitest';
import { curve, spread } from '../src/card/curve';
import { csv } from '../src/card/export/csv';
import { geojson } from '../src/card/export/geojson';
import { gpx } from '../src/card/export/gpx';
import { kml } from '../src/card/export/kml';
import { fileName, segments, type ExportedTrack } from '../src/card/export/track';
import { linksOf } from '../src/card/links';
import { extendSignals, type Signals } from '../src/card/signals';
import type { TracePoint } from '../src/history/trace';
import { applySnapshot, emptyTraffic } from '../src/state';
import { held, snapshot } from './fixture';
import { all, readXml, type Node } from './xml';

const point = (at: number, changes: Partial<TracePoint> = {}): TracePoint => ({
  at: 1_763_716_000 + at,
  lat: 52 + at / 1000,
  lon: 4.5,
  altitude: 10_000,
  knots: 450.5,
  track: 270.1,
  rate: -64,
  gap: false,
  begins: false,
  ...changes,
});
const track: ExportedTrack = {
  hex: '4840d6',
  name: 'A<B>&"\u0007',
  registration: null,
  type: 'B738',
  points: [
    point(0, { altitude: 'ground', knots: null }),
    point(20.5),
    point(200, { gap: true, altitude: null, rate: null }),
    point(220),
    point(400, { begins: true }),
  ],
};
const empty = { ...track, points: [] };

/** What may stand in an element, in this order; with `*` any number of times, with `?` once or not at all. */
const gpxShape: Record<string, string> = {
  gpx: 'metadata? wpt* rte* trk*',
  metadata: 'name? desc? author? copyright? link* time? keywords? bounds?',
  trk: 'name? cmt? desc? src? link* number? type? extensions? trkseg*',
  trkseg: 'trkpt*',
  trkpt: 'ele? time?',
};
const kmlShape: Record<string, string> = {
  kml: 'Document?',
  Document: 'name? visibility? open? description? Style* Placemark*',
  Style: 'IconStyle? LabelStyle? LineStyle?',
  LineStyle: 'color? colorMode? width?',
  Placemark: 'name? visibility? open? description? styleUrl? gx:MultiTrack?',
  'gx:MultiTrack': 'altitudeMode? gx:interpolate? gx:Track*',
  'gx:Track': 'altitudeMode? when* gx:coord*',
};

function conforms(node: Node, shape: Record<string, string>): void {
  const expected = (shape[node.name] ?? '').split(' ').filter(Boolean);
  const pattern = expected.map((one) => `(?:${one.slice(0, -1)} )${one.at(-1)}`).join('');
  const found = node.children.map(({ name }) => `${name} `).join('');
  expect(found, `children of ${node.name}`).toMatch(new RegExp(`^${pattern}$`));
  for (const child of node.children) conforms(child, shape);
}

describe('GPX', () => {
  const root = readXml(gpx.write(track));

  test('has the elements of version 1.1 in their order', () => {
    expect(root.attributes).toMatchObject({ version: '1.1', xmlns: 'http://www.topografix.com/GPX/1/1' });
    conforms(root, gpxShape);
    conforms(readXml(gpx.write(empty)), gpxShape);
  });

  test('has a segment for each piece, heights in metres and times in UTC', () => {
    expect(all(root, 'trkseg').map(({ children }) => children.length)).toEqual([2, 2, 1]);
    expect(all(root, 'ele').map(({ text }) => text)).toEqual(['0', '3048', '3048', '3048']);
    expect(all(root, 'time')[1]?.text).toBe('2025-11-21T09:07:00.500Z');
    expect(all(root, 'trkpt')[1]?.attributes).toEqual({ lat: '52.0205', lon: '4.5' });
  });

  test('has names as text, without what XML cannot hold', () =>
    expect(all(root, 'name')[0]?.text).toBe('A&lt;B&gt;&amp;&quot;'));
});

describe('KML', () => {
  const root = readXml(kml.write(track));

  test('has the elements of version 2.2 in their order', () => {
    expect(root.attributes['xmlns']).toBe('http://www.opengis.net/kml/2.2');
    conforms(root, kmlShape);
    conforms(readXml(kml.write(empty)), kmlShape);
  });

  test('has as many places as times in each track, longitude first', () => {
    const pieces = all(root, 'gx:Track').map((piece) => [
      all(piece, 'when').length,
      all(piece, 'gx:coord').length,
    ]);
    expect(pieces).toEqual([
      [2, 2],
      [2, 2],
      [1, 1],
    ]);
    expect(all(root, 'gx:coord')[1]?.text).toBe('4.5 52.0205 3048');
  });
});

test('CSV has a heading, a row for each point, and nothing where nothing is known', () => {
  const rows = csv.write(track).split('\r\n');
  expect(rows.length).toBe(7);
  expect(rows[0]).toBe(
    'time,latitude,longitude,altitude_ft,on_ground,ground_speed_kt,track_deg,vertical_rate_ft_min',
  );
  expect(rows[1]).toBe('2025-11-21T09:06:40.000Z,52,4.5,,1,,270.1,-64');
  expect(rows[3]).toBe('2025-11-21T09:10:00.000Z,52.2,4.5,,0,450.5,270.1,');
  expect(new Set(rows.slice(0, -1).map((row) => row.split(',').length))).toEqual(new Set([8]));
});

describe('GeoJSON', () => {
  test('is a feature of lines with times beside them; a lone point is no line', () => {
    const feature = JSON.parse(geojson.write(track)) as {
      type: string;
      geometry: { type: string; coordinates: number[][][] };
      properties: { times: string[][] };
    };
    expect([feature.type, feature.geometry.type]).toEqual(['Feature', 'MultiLineString']);
    expect(feature.geometry.coordinates.map((line) => line.length)).toEqual([2, 2]);
    expect(feature.geometry.coordinates[0]).toEqual([
      [4.5, 52, 0],
      [4.5, 52.0205, 3048],
    ]);
    expect(feature.geometry.coordinates[1]?.[0]).toEqual([4.5, 52.2]); // no altitude
    expect(feature.properties.times.map((line) => line.length)).toEqual([2, 2]);
  });

  test('of nothing has no lines', () =>
    expect(JSON.parse(geojson.write(empty))).toMatchObject({
      geometry: { type: 'MultiLineString', coordinates: [] },
    }));
});

test.each([
  ['KLM1023', 'KLM1023_4840d6_2025-11-21.gpx'],
  ['../../x', 'x_4840d6_2025-11-21.gpx'],
  ['4840d6', '4840d6_2025-11-21.gpx'],
])('the file of %j is %s', (name, file) => expect(fileName({ ...track, name }, 'gpx')).toBe(file));

test('without points there are no pieces', () =>
  expect([segments([]), fileName(empty, 'csv')]).toEqual([[], 'AB_4840d6.csv']));

describe('a curve', () => {
  const samples = [0, 10, 20, 200].map((at, i) => ({ at, value: i * 10 }));

  test('fills its box and has a hole where nothing was heard', () =>
    expect(curve(samples, [100, 30], [0, 30], 90)).toBe('M0.0 30.0L5.0 20.0L10.0 10.0M100.0 0.0'));
  test('of nothing is nothing', () => expect(curve([], [100, 30], [0, 1], 90)).toBe(''));
  test('that is level has room above and below', () =>
    expect(spread([{ at: 0, value: 5 }], 4)).toEqual([3, 7]));
});

test('signals are kept every five seconds, and go with the aircraft', () => {
  const signals: Signals = new Map();
  const hear = (now: number, ...hexes: string[]) =>
    extendSignals(
      signals,
      applySnapshot(emptyTraffic, snapshot(now, 1, ...hexes.map((hex) => ({ hex, rssi: -now, seen: 0 })))),
    );
  for (const now of [1, 2, 5, 6, 7, 12]) hear(now, '4840d6', '40621d');
  hear(13, '4840d6');
  expect([...signals.keys()]).toEqual(['4840d6']);
  expect(signals.get('4840d6')?.map(({ at }) => at)).toEqual([1, 6, 12]);
  for (let now = 20; now < 2000; now += 5) hear(now, '4840d6');
  expect(signals.get('4840d6')?.length).toBe(120);
});

test('links name the aircraft, and an address that ICAO did not give is for nobody', () => {
  const links = linksOf(held('4840d6'));
  expect(links.length).toBeGreaterThan(2);
  expect(links.every(({ url }) => new URL(url).protocol === 'https:')).toBe(true);
  const hostile = {
    hex: '~2b1f0c',
    seenAt: 0,
    position: null,
    wire: { hex: '~2b1f0c', flight: 'A/../?x=1#' },
  };
  expect(linksOf(hostile).map(({ url }) => url)).toEqual([
    'https://www.flightaware.com/live/flight/A%2F..%2F%3Fx%3D1%23',
  ]);
});
