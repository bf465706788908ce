import { describe, expect, test } from 'vitest';
import { Archive, pathOf } from '../src/history/archive';
import { readHalfHour, readPlaces, type Slice, type Spot } from '../src/history/half-hour';
import { pictureAt } from '../src/history/picture';
import { Player } from '../src/history/player';
import { lastFlight, readTrace, tracePath, trailOf } from '../src/history/trace';
import { halfHourFile } from '../dev/half-hour.mjs';

const start = 1_795_246_200; // 2026-11-21 07:30 UTC
const half = start / 1800;

/** Two aircraft over a half hour that began at `from`: one flies east, the other stands on the ground. */
function file(from = start, slices = 60): ArrayBuffer {
  const way = Array.from({ length: slices }, (_, i) => [
    {
      hex: '4840d6',
      type: 0,
      lat: 52,
      lon: 4 + i * 0.05,
      feet: 30_000 + i * 100,
      knots: 450,
      flight: 'KLM1023',
      squawk: '1000',
    },
    { hex: '~2b1f0c', type: 5, lat: -33.5, lon: -70.25, feet: 'ground' as const },
  ]);
  return halfHourFile(from, way);
}

describe('a file of half an hour', () => {
  test('is read as the service writes it', () => {
    const slices = readHalfHour(file());
    expect(slices.length).toBe(60);
    expect(slices.map(({ at }) => at - start).slice(0, 3)).toEqual([0, 30, 60]);
    expect(slices[2]?.spots.get('4840d6')).toEqual({
      ...{ lat: 52, lon: 4.1, altitude: 30_200, knots: 450 },
      ...{ type: 'adsb_icao', flight: 'KLM1023', squawk: '1000' },
    });
    expect(slices[0]?.spots.get('~2b1f0c')).toEqual({
      ...{ lat: -33.5, lon: -70.25, altitude: 'ground', knots: undefined },
      ...{ type: 'mlat', flight: undefined, squawk: undefined },
    });
  });

  test('gives its places alone, and names are none', () => {
    const places = readPlaces(file());
    expect(places.length).toBe(60 * 2 * 2);
    expect([...places.slice(0, 2)].map((value) => Math.round(value * 100) / 100)).toEqual([4, 52]);
  });

  test('that is cut off anywhere, or something else, does no harm', () => {
    const whole = file(start, 3);
    for (let length = 0; length <= whole.byteLength; length++) {
      expect(readHalfHour(whole.slice(0, length)).length).toBeLessThanOrEqual(60);
      expect(readPlaces(whole.slice(0, length)).length).toBeLessThanOrEqual(12);
    }
    expect(readHalfHour(new TextEncoder().encode('<html>not found</html>').buffer as ArrayBuffer)).toEqual(
      [],
    );
  });
});

describe('a picture of the past', () => {
  const spot = (lat: number, lon: number, altitude: number): Spot => ({
    ...{ lat, lon, altitude, knots: 400 },
    ...{ type: undefined, flight: undefined, squawk: undefined },
  });
  const slice = (at: number, ...spots: [string, Spot][]): Slice => ({ at, spots: new Map(spots) });

  test('lies between two slices', () => {
    const before = slice(100, ['4840d6', spot(52, 4, 10_000)]);
    const after = slice(130, ['4840d6', spot(52.1, 4, 10_300)]);
    const [one] = pictureAt(before, after, 110).aircraft;
    expect(one).toMatchObject({ hex: '4840d6', lon: 4, alt_baro: 10_100, baro_rate: 576, track: 0, gs: 400 });
    expect(one?.lat).toBeCloseTo(52.0333, 3);
  });

  test('goes the short way over the date line', () => {
    const [one] = pictureAt(
      slice(0, ['c82400', spot(-17, 179.9, 0)]),
      slice(30, ['c82400', spot(-17, -179.9, 0)]),
      22.5,
    ).aircraft;
    expect(one?.lon).toBeCloseTo(-179.95, 6);
    expect(one?.track).toBeCloseTo(90, 0);
  });

  test('does not move over a pause of the receiver', () => {
    const [one] = pictureAt(
      slice(0, ['4840d6', spot(52, 4, 0)]),
      slice(600, ['4840d6', spot(53, 4, 0)]),
      300,
    ).aircraft;
    expect(one).toMatchObject({ lat: 52, lon: 4 });
    expect(one?.track).toBeUndefined();
  });

  test('knows of an aircraft what the page knows', () =>
    expect(
      pictureAt(slice(0, ['4840d6', spot(52, 4, 0)]), undefined, 0, () => ({ t: 'B738', category: 'A3' }))
        .aircraft[0],
    ).toMatchObject({ t: 'B738', category: 'A3', hex: '4840d6' }));
});

describe('the archive', () => {
  test('names files by the day', () =>
    expect([pathOf(half), pathOf(half - 16)]).toEqual([
      'globe_history/2026/11/21/heatmap/15.bin.ttf',
      'globe_history/2026/11/20/heatmap/47.bin.ttf',
    ]));

  test('asks for a half hour once, for the running one again, and keeps few', async () => {
    const asked: string[] = [];
    let now = start + 100_000;
    const archive = new Archive({
      index: () => Promise.resolve([half]),
      file: (path) => (asked.push(path), Promise.resolve(file())),
      now: () => now,
    });
    await archive.load(half);
    await archive.load(half);
    expect(asked.length).toBe(1);
    const running = Math.floor(now / 1800);
    await archive.load(running);
    now += 40;
    await archive.load(running);
    expect(asked.length).toBe(3);
    for (let i = 1; i < 10; i++) await archive.load(half + i);
    await archive.load(half);
    expect(asked.length).toBe(13);
  });

  test('has nothing of a half hour that cannot be had, and asks again', async () => {
    let asked = 0;
    const archive = new Archive({
      index: () => Promise.resolve([]),
      file: () => (++asked, Promise.reject(new Error('lost'))),
      now: () => start + 100_000,
    });
    expect(await archive.load(half)).toEqual([]);
    expect(await archive.load(half)).toEqual([]);
    expect(asked).toBe(2);
  });
});

describe('the player', () => {
  async function player(halves: readonly number[], running?: number) {
    const pictures: { now: number; jumped: boolean; aircraft: number }[] = [];
    const archive = new Archive({
      index: () => Promise.resolve(halves),
      file: (path) => {
        const number = halves.find((one) => pathOf(one) === path);
        if (number === undefined) return Promise.resolve(null);
        return Promise.resolve(file(number * 1800, number === running ? 10 : 60));
      },
      now: () => start + 1e6,
    });
    await archive.refresh();
    const one = new Player(archive, {
      picture: ({ now, aircraft }, jumped) => pictures.push({ now, jumped, aircraft: aircraft.length }),
      changed: () => {},
    });
    return { one, pictures };
  }

  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

  test('shows a moment and the ten minutes before it, for trails', async () => {
    const { one, pictures } = await player([half]);
    await one.seek(start + 900);
    expect(one.time).toBe(start + 900);
    expect(pictures[0]).toEqual({ now: start + 300, jumped: true, aircraft: 2 });
    expect(pictures.length).toBe(22);
    expect(pictures.at(-1)).toEqual({ now: start + 900, jumped: false, aircraft: 2 });
  });

  test.each([1, 10, 1000])('runs %d times as fast as the clock', async (speed) => {
    const { one } = await player([half, half + 1]);
    await one.seek(start + 10);
    one.setSpeed(speed);
    one.play(true);
    one.tick(0.5);
    expect(one.time).toBe(start + 10 + speed / 2);
  });

  test('goes on into the next half hour, and over one that is missing', async () => {
    const { one, pictures } = await player([half, half + 1, half + 4]);
    await one.seek(start + 1790);
    one.play(true);
    one.setSpeed(20);
    one.tick(1);
    await settle();
    expect(one.time).toBe(start + 1810);
    one.setSpeed(1000);
    one.tick(1.78);
    one.tick(0.5);
    await settle();
    expect(one.time).toBe(start + 4 * 1800);
    expect(pictures.at(-1)).toMatchObject({ jumped: true, aircraft: 2 });
    expect(one.playing).toBe(true);
  });

  test('stops at the end of what is known', async () => {
    const { one } = await player([half, half + 1], half + 1);
    await one.seek(start + 1800 + 100);
    one.play(true);
    one.setSpeed(1000);
    one.tick(1);
    await settle();
    expect(one.playing).toBe(false);
    expect(one.time).toBe(start + 1800 + 270);
  });

  test('does not play while it waits, and the last of two journeys counts', async () => {
    const { one } = await player([half, half + 1]);
    const [first, second] = [one.seek(start + 60), one.seek(start + 1860)];
    one.play(true);
    one.tick(5);
    await Promise.all([first, second]);
    expect(one.time).toBe(start + 1860);
  });

  test('seeks the nearest moment of which something is known', async () => {
    const { one } = await player([half, half + 3]);
    await one.seek(start - 5000);
    expect(one.time).toBe(start);
    await one.seek(start + 2000);
    expect(one.time).toBe(start + 3 * 1800);
    await one.seek(start + 1e6);
    expect(Math.floor(one.time / 1800)).toBe(half + 3);
  });

  test('begins where somebody is heard when the history begins within a half hour', async () => {
    const archive = new Archive({
      index: () => Promise.resolve([half]),
      file: () =>
        Promise.resolve(
          halfHourFile(start, [
            ...Array.from({ length: 20 }, () => []),
            [{ hex: '4840d6', lat: 52, lon: 4 }],
          ]),
        ),
      now: () => start + 1e6,
    });
    await archive.refresh();
    const one = new Player(archive, { picture: () => {}, changed: () => {} });
    await one.seek(start);
    expect(one.time).toBe(start + 600);
  });

  test('steps through its speeds', async () => {
    const { one } = await player([half]);
    one.setSpeed(1);
    one.shift(-1);
    expect(one.speed).toBe(1);
    one.shift(1);
    expect(one.speed).toBe(2);
    one.setSpeed(7);
    one.shift(-1);
    expect(one.speed).toBe(5);
    one.setSpeed(1e9);
    expect(one.speed).toBe(1000);
  });
});

describe('a trace', () => {
  const wire = {
    timestamp: 1000,
    trace: [
      [0, 52, 4, 'ground', 12, 90, 0, null, null],
      [10.5, 52.01, 4.01, 1200, 140, 91.5, 2, 1800, { flight: 'KLM1023 ' }],
      [400, 52.2, 4.2, null, null, null, 1, null, null],
      'rubbish',
      [401, null, 4.2],
    ],
  };

  test('is read point by point', () => {
    const points = readTrace(wire);
    expect(points.length).toBe(3);
    expect(points[1]).toEqual({
      ...{ at: 1010.5, lat: 52.01, lon: 4.01, altitude: 1200, knots: 140, track: 91.5, rate: 1800 },
      ...{ gap: false, begins: true },
    });
    expect(lastFlight(points).length).toBe(2);
    expect(trailOf(points).map(({ band, gap }) => [band, gap])).toEqual([
      [-1, false],
      [1, true],
      [-2, true],
    ]);
  });

  test.each([[null], ['x'], [{}], [{ timestamp: 1 }], [{ timestamp: 1, trace: {} }]])('%j is none', (value) =>
    expect(readTrace(value)).toEqual([]),
  );

  test('is asked for as it is, or of a day', () =>
    expect([tracePath('~2b1f0c'), tracePath('4840d6', '2026-11-21')]).toEqual([
      'api/trace/~2b1f0c',
      'api/trace/4840d6?day=2026-11-21',
    ]));
});
