import type { Feature } from 'geojson';
import { describe, expect, test } from 'vitest';
import { shadeOf, shadeColour, colourings, keyOf } from '../src/colouring';
import { kindOf } from '../src/aircraft';
import type { WireAircraft } from '../src/api';
import { gatherHeat, thin } from '../src/history/heat';
import { Archive } from '../src/history/archive';
import { outlineShapes, readOutline, withNames } from '../src/map/layers';
import { palettes } from '../src/map/palette';
import { isForeign } from '../src/map/tiles';
import { readQuery } from '../src/query';
import { applySnapshot, emptyTraffic } from '../src/state';
import { kindWords } from '../src/strings';
import { shapes } from '../src/map/shapes';
import { prependTrails, type TrailPoint, type Trails } from '../src/trails';
import { readView, writeView } from '../src/view';
import { halfHourFile } from '../dev/half-hour.mjs';
import { contrast } from './contrast';
import { snapshot } from './fixture';

const amsterdam = { lat: 52.308, lon: 4.764 };

/** Whether the address lets an aircraft through. */
function lets(search: string, wire: Partial<WireAircraft>): boolean {
  const traffic = applySnapshot(emptyTraffic, snapshot(1, 1, { hex: '4840d6', ...wire }));
  const one = [...traffic.aircraft.values()][0];
  if (!one) throw new Error('no aircraft');
  const { isolated, accepts } = readQuery(search);
  return (isolated?.has(one.hex) ?? true) && (accepts?.(one, amsterdam) ?? true);
}

describe('the address', () => {
  test.each<[string, Partial<WireAircraft>, boolean]>([
    ['?filterAltMin=500', { alt_baro: 499 }, false],
    ['?filterAltMin=500', { alt_baro: 500 }, true],
    ['?filteraltmin=500&FILTERALTMAX=900', { alt_baro: 901 }, false],
    ['?filterAltMax=5000', { alt_baro: 'ground' }, true],
    ['?filterAltMin=500', {}, false],
    ['?filterCallSign=^(UAL|DAL)', { flight: 'DAL12   ' }, true],
    ['?filterCallSign=^(UAL|DAL)', { flight: 'KLM12' }, false],
    ['?filterCallSign=^(', { flight: 'KLM12' }, true], // no pattern: as if it were not there
    ['?filterType=b738', { t: 'B738' }, true],
    ['?filterType=B738', { t: 'A320' }, false],
    ['?filterDescription=boeing', { desc: 'BOEING 737-800' }, true],
    ['?filterIcao=^4', {}, true],
    ['?filterIcao=^a', {}, false],
    ['?reg=PH-BXA,PH-BXB', { r: 'PH-BXB' }, true],
    ['?reg=PH-BXA,PH-BXB', { r: 'PH-BXBX' }, false],
    ['?filterSources=adsb,mlat', { type: 'adsb_icao' }, true],
    ['?filterSources=modeS', { type: 'mode_s' }, true],
    ['?filterSources=mlat', { type: 'adsb_icao' }, false],
    ['?filterDbFlag=military,pia', { dbFlags: 1 }, true],
    ['?filterDbFlag=ladd', { dbFlags: 1 }, false],
    ['?mil', { dbFlags: 2 }, true],
    ['?mil', {}, false],
    ['?filterMaxRange=100', { lat: 52, lon: 4 }, true],
    ['?filterMaxRange=100', { lat: 57, lon: 4 }, false],
    ['?icaoFilter=4840d6,40621d', {}, true],
    ['?icaoFilter=40621d', {}, false],
    ['?icao=40621d', {}, true], // one is selected among the others
    ['?icao=40621d,3c6444', {}, false],
    ['?icao=40621d,3c6444&noIsolation', {}, true],
    ['?icao=40621d&isolate', {}, false],
    ['?filterAltMin=much', { alt_baro: 100 }, true],
  ])('%s of %j: %s', (search, wire, passes) => expect(lets(search, wire)).toBe(passes));

  test.each<[string, object]>([
    ['?enableLabels=0&allTracks&rangeRings=0', { labels: false, trails: true, rings: false }],
    ['?trackLabels', { labels: true }],
    ['?heatmap=200000&heatDuration=6', { heatmap: true, heatHours: 6 }],
    ['?realHeat', { heatmap: true }],
    ['?colours=speed&theme=dark&units=metric', { colours: 'speed', theme: 'dark', units: 'metric' }],
    ['?colours=loud&theme=', {}],
    ['?kiosk', { trails: true }],
    ['?baseMap=OSM', { tiles: 'OSM' }],
  ])('%s chooses %j for this visit', (search, settings) =>
    expect(readQuery(search).settings).toEqual(settings),
  );

  test.each<[string, object | null]>([
    ['', null],
    ['?replay', { paused: false }],
    ['?replay=2026-11-21-07:30', { time: 1_795_246_200, paused: false }],
    [
      '?replay=2026-11-21-07:30:08&replaySpeed=50&replayPaused=1',
      { time: 1_795_246_208, speed: 50, paused: true },
    ],
    ['?replay=yesterday&replaySpeed=5000', { paused: false }],
  ])('%s replays %j', (search, replay) => expect(readQuery(search).replay).toEqual(replay));

  test('hides what is to be hidden', () => {
    expect(readQuery('?hideSideBar&hideButtons')).toMatchObject({ hideSideBar: true, hideButtons: true });
    expect(readQuery('?kiosk')).toMatchObject({ hideSideBar: false, hideButtons: true });
    expect(readQuery('?showTrace=2026-11-20&heatEnd=12&centerReceiver')).toMatchObject({
      ...{ showTrace: '2026-11-20', heatEnd: 12, centreReceiver: true },
    });
  });

  test('gives back the replay that it was given', () => {
    const replay = { time: 1_795_246_208, speed: 50, paused: true };
    const search = writeView('?kiosk', { replay, showTrace: '2026-11-20' });
    expect(search).toBe(
      '?kiosk=&showTrace=2026-11-20&replay=2026-11-21-07:30:08&replaySpeed=50&replayPaused=1',
    );
    expect(readQuery(search).replay).toEqual(replay);
    expect(readView(writeView(search, {}))).toEqual({});
    expect(writeView(search, {})).toBe('?kiosk=');
  });
});

describe('colours', () => {
  const wire = { hex: '4840d6', gs: 300, rssi: -10.4, baro_rate: -1500, type: 'mlat', alt_baro: 12_000 };

  test('say altitude, speed, vertical rate, signal or source', () =>
    expect(colourings.map((by) => shadeOf(wire, by))).toEqual([12, 15, 5, 26, 3]));

  test('are grey where the value is not known', () =>
    expect(colourings.map((by) => shadeOf({ hex: '4840d6' }, by))).toEqual([-2, -2, -2, -2, -2]));

  test('of something on the ground say so', () =>
    expect(shadeOf({ hex: '4840d6', alt_baro: 'ground', baro_rate: 0 }, 'rate')).toBe(-1));

  test.each(['dark', 'light'] as const)('all stand out from the %s map (WCAG 3:1)', (theme) => {
    for (const by of colourings) {
      const { bar, names } = keyOf(by, theme, 'aeronautical');
      const all = [...bar, ...names.map(({ colour }) => colour), shadeColour(by, -1, theme)];
      expect(all.length).toBeGreaterThan(5);
      for (const colour of all)
        for (const below of [palettes[theme].land, palettes[theme].sea])
          expect(contrast(colour, below)).toBeGreaterThan(3);
    }
  });

  test.each(['dark', 'light'] as const)('of zones and airports on the %s map can be read', (theme) => {
    const { land, sea, zone, airport } = palettes[theme];
    for (const below of [land, sea])
      for (const ink of [zone, airport]) expect(contrast(ink, below)).toBeGreaterThan(4);
  });

  test('have a key in the units of the viewer', () => {
    expect(keyOf('altitude', 'light', 'metric')).toMatchObject({
      unit: 'km',
      ticks: ['0', '3', '6', '9', '12+'],
    });
    expect(keyOf('speed', 'light', 'metric').ticks.at(-1)).toBe('1\u2009111');
    expect(keyOf('rate', 'light', 'aeronautical').ticks[0]).toBe('\u22122\u2009400');
    expect(keyOf('source', 'light', 'aeronautical').names.length).toBe(6);
  });
});

describe('the shape', () => {
  test.each([
    [{ t: 'A388', category: 'A5' }, 'quad'],
    [{ t: 'AT76', category: 'A2' }, 'turboprop'],
    [{ t: 'C56X', category: 'A2' }, 'business'],
    [{ t: 'c130' }, 'transport'],
    [{ t: 'DA42', category: 'A1' }, 'twin'],
    [{ t: 'EUFI', category: 'A6' }, 'fighter'],
    [{ t: 'EC35' }, 'rotorcraft'],
    [{ t: 'ZZZZ', category: 'B1' }, 'glider'],
    [{ category: 'A5' }, 'heavy'],
    [{ alt_baro: 35_000 }, 'jet'],
    [{}, 'unknown'],
  ])('of %j is that of a %s', (wire, kind) => expect(kindOf({ hex: '4840d6', ...wire })).toBe(kind));

  test('of every kind is there, closed on both sides, and has a name', () => {
    expect(Object.keys(shapes).sort()).toEqual(Object.keys(kindWords).sort());
    for (const { half } of Object.values(shapes)) {
      expect(half.every(([x, y]) => x >= 0 && x <= 12.1 && Math.abs(y) <= 12)).toBe(true);
      expect([half[0]?.[0], half.at(-1)?.[0]]).toEqual([0, 0]);
    }
  });
});

describe('the heatmap', () => {
  const start = 1_795_246_200;
  const half = start / 1800;

  test('gathers the half hours of its hours, and does without one that cannot be had', async () => {
    const asked: string[] = [];
    const archive = new Archive({
      index: () => Promise.resolve([half - 100, half - 2, half - 1, half]),
      file: (path) => {
        asked.push(path);
        if (asked.length === 2) return Promise.reject(new Error('lost'));
        return Promise.resolve(halfHourFile(start, [[{ hex: '4840d6', lat: 52, lon: 4 }]]));
      },
      now: () => start,
    });
    const places = await gatherHeat(archive, 1, start + 900, new AbortController().signal);
    expect(asked.length).toBe(3);
    expect([...places]).toEqual([4, 52, 4, 52]);
  });

  test('keeps every n-th of too many places', () => {
    const part = Float32Array.from({ length: 2000 }, (_, i) => i);
    expect(thin([part, part], 10_000).length).toBe(4000);
    expect(thin([part, part], 500).length).toBe(1000);
    expect([...thin([part], 500).slice(0, 4)]).toEqual([0, 1, 4, 5]);
  });
});

describe('coverage', () => {
  test('is a closed line for each band', () => {
    const points = [
      [53, 4, 36_000],
      [52, 6, 36_000],
      [51, 4, 36_000],
    ];
    const places = readOutline({ actualRange: { last24h: { points: [...points, 'x', [null, 1]] } } });
    expect(places).toEqual([
      { lat: 53, lon: 4 },
      { lat: 52, lon: 6 },
      { lat: 51, lon: 4 },
    ]);
    const { features } = outlineShapes([[], [], [], [], places], 'light');
    expect(features.length).toBe(1);
    expect(features[0]?.geometry).toEqual({
      type: 'LineString',
      coordinates: [
        [4, 53],
        [6, 52],
        [4, 51],
        [4, 53],
      ],
    });
  });

  test.each([[null], [{}], [{ actualRange: {} }], ['x']])('of %j is none', (value) =>
    expect(readOutline(value)).toEqual([]),
  );
});

test('a zone has its name in its middle, once', () => {
  const zone: Feature = {
    type: 'Feature',
    properties: { name: 'CTR' },
    geometry: {
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [4, 52],
            [6, 52],
            [6, 53],
            [4, 52],
          ],
        ],
      ],
    },
  };
  const { features } = withNames({ type: 'FeatureCollection', features: [zone] });
  expect(features.length).toBe(2);
  expect(features[1]).toEqual({
    type: 'Feature',
    properties: { name: 'CTR' },
    geometry: { type: 'Point', coordinates: [5, 52.5] },
  });
});

test('tiles of another computer are told from those of the service', () => {
  const tiles = { name: 'a', kind: 'raster', attribution: '', maxZoom: 19 } as const;
  expect(isForeign({ ...tiles, url: 'api/tiles/a' }, 'http://roof:8080/map/?x=1')).toBe(false);
  expect(isForeign({ ...tiles, url: 'https://tile.example/{z}/{x}/{y}.png' }, 'http://roof:8080/')).toBe(
    true,
  );
});

test('older trails go in front of those that still fly', () => {
  const point = (at: number): TrailPoint => ({ lat: 52, lon: 4, at, band: 1, gap: false });
  const trails: Trails = new Map([['a', [point(100)]]]);
  prependTrails(
    trails,
    new Map([
      ['a', [point(10), point(50), point(100), point(120)]],
      ['b', [point(10)]],
    ]),
  );
  expect(trails.get('a')?.map(({ at }) => at)).toEqual([10, 50, 100]);
  expect(trails.has('b')).toBe(false);
});
