import { describe, expect, test } from 'vitest';
import { destination } from '../src/geo';
import { ringDistances, sectors } from '../src/station/range';
import { readReception } from '../src/station/reception';
import { readPeers, readRadios, readStatus } from '../src/station/service';
import { missingSteps } from '../src/station/setup';

const here = { lat: 52.1, lon: 4.2 };

describe('reception over time', () => {
  const document = {
    funnel: {
      samples: 24,
      samples_lost: 1,
      bursts: 9,
      frames: 7,
      frames_repaired: 2,
      accepted: 6,
      positions: 3,
    },
    signal: { lowest_dbfs: -50, frames: [0, 2, 5] },
    step: 10,
    series: { time: [10, 20, 30], messages_per_second: [1, 2, 3], noise_dbfs: [null, -30, 'x'], gain_db: [] },
  };

  test('is read with gaps where nobody measured', () => {
    const { times, series, funnel, histogram } = readReception(document);
    expect(times).toEqual([10, 20, 30]);
    expect(series.messages_per_second).toEqual([1, 2, 3]);
    expect(series.noise_dbfs).toEqual([null, -30, null]);
    expect(series.gain_db).toEqual([null, null, null]);
    expect([funnel.bursts, funnel.positions, histogram.frames]).toEqual([9, 3, [0, 2, 5]]);
  });

  test('begins anew where the clock went back', () => {
    const series = { time: [10, 20, 5, 15], messages_per_second: [1, 2, 3, 4] };
    const read = readReception({ ...document, series });
    expect([read.times, read.series.messages_per_second]).toEqual([
      [5, 15],
      [3, 4],
    ]);
  });

  test.each([null, [], 'text', {}, { series: 7, funnel: [] }])('is empty when it is %j', (value) => {
    const { times, series, funnel } = readReception(value);
    expect([times, series.aircraft, funnel.frames]).toEqual([[], [], 0]);
  });
});

describe('what the service tells of itself', () => {
  test('is read, and what is missing is nothing', () => {
    const status = readStatus({
      version: 'AdsbFeeder 1',
      setup: { sources: ['rtlsdr', 7], place: true, feeds: 2, database: true, zones: 1, local_only: false },
      faults: [{ time: 5, level: 'error', message: 'disk full' }, null],
    });
    expect(status.setup).toEqual({
      sources: ['rtlsdr'],
      place: true,
      feeds: 2,
      database: true,
      zones: 1,
      localOnly: false,
    });
    expect(status.faults).toEqual([{ time: 5, level: 'error', message: 'disk full' }]);
    expect(readStatus(null).reasons).toEqual([]);
  });

  test('has radios, feeds, clients and senders', () => {
    const [radio] = readRadios({
      receivers: [{ receiver: 'main', source: 'dongle', state: 'busy', gain_db: 40.2 }],
    });
    expect(radio).toMatchObject({ name: 'main', state: 'busy', gain: '40.2 dB', frames: 0 });
    const peers = readPeers({
      feeds: [
        {
          name: 'a',
          protocol: 'beast',
          target: 'h:1',
          state: 'waiting',
          frames: { radio: 3, mlat: 4 },
          last_error: 'no',
        },
      ],
      clients: [
        { program: 'fr24feed', remote: '127.0.0.1:9', output: 'beast', frames: 5, dropped_frames: 1 },
      ],
      senders: 'none',
    });
    expect(peers.feeds).toMatchObject([{ name: 'a', what: 'beast · h:1', frames: 7, note: 'no' }]);
    expect(peers.clients).toMatchObject([
      { name: 'fr24feed', note: '127.0.0.1:9', frames: 5, lost: 1, state: 'up' },
    ]);
    expect(peers.senders).toEqual([]);
  });
});

describe('what is missing', () => {
  const all = { sources: ['rtlsdr'], place: true, feeds: 1, database: true, zones: 0, localOnly: false };
  const receiving = readRadios({ receivers: [{ receiver: 'main', state: 'receiving' }] });
  const names = (...from: Parameters<typeof missingSteps>) => missingSteps(...from).map(({ name }) => name);

  test.each([
    [{}, []],
    [{ sources: ['none'] }, ['radio']],
    [{ sources: ['simulator'], feeds: 0 }, ['simulated', 'feed']],
    [{ place: false, database: false, localOnly: true }, ['place', 'database', 'local']],
  ] as const)('with %j is %j', (changes, expected) =>
    expect(names({ ...all, ...changes }, receiving, 0)).toEqual(expected),
  );

  test('is no radio where others send', () =>
    expect(names({ ...all, sources: ['none'] }, [], 1)).toEqual([]));

  test('is a dongle that is not plugged in, in the words of the service', () => {
    const radios = readRadios({
      receivers: [{ receiver: 'main', state: 'absent', message: 'No dongle is plugged in' }],
    });
    expect(missingSteps(all, radios, 0)).toEqual([
      { name: 'dongle', weight: 'needed', message: 'No dongle is plugged in' },
    ]);
  });
});

describe('the range', () => {
  test('has the farthest place of each sector', () => {
    const points = [
      [destination(here, 2, 50), 0],
      [destination(here, 3, 80), 0],
      [destination(here, 187, 120), 0],
    ].map(([place]) => place as typeof here);
    const outline = {
      actualRange: {
        last24h: { points: [...points.map(({ lat, lon }) => [lat, lon, 30000]), 'x', [1, 'y']] },
      },
    };
    const farthest = sectors(outline, here);
    expect(farthest.length).toBe(72);
    expect(farthest[0]).toBeCloseTo(80, 3);
    expect(farthest[37]).toBeCloseTo(120, 3);
    expect(farthest.filter((one) => one !== null).length).toBe(2);
  });

  test.each([null, {}, { actualRange: {} }])('is unknown from %j', (outline) =>
    expect(sectors(outline, here).every((one) => one === null)).toBe(true),
  );

  test.each([
    [163, [50, 100, 150, 200]],
    [40, [10, 20, 30, 40]],
    [7, [2, 4, 6, 8]],
    [0, [0.5]],
  ])('of %d has rings at %j', (farthest, rings) => expect(ringDistances(farthest)).toEqual(rings));
});
