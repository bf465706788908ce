import { describe, expect, test } from 'vitest';
import { altitudeBand, bandColour, oklch } from '../src/colour';
import { bearingDegrees, destination, distanceNm } from '../src/geo';
import { cellsIn } from '../src/map/detail';
import { keepLabels, placeLabels, type LabelRequest, type Side } from '../src/map/labels';
import { extrapolate, Glide } from '../src/map/motion';
import { palettes } from '../src/map/palette';
import { mercatorX, mercatorY, Projection, zoomForRadius } from '../src/map/projection';
import { applySnapshot, emptyTraffic } from '../src/state';
import { extendTrails, type Trails } from '../src/trails';
import { contrast } from './contrast';
import { snapshot } from './fixture';

const amsterdam = { lat: 52.308, lon: 4.764 };
const london = { lat: 51.47, lon: -0.4543 };

describe('geography', () => {
  test('Amsterdam to London Heathrow is 200 nmi to the west', () => {
    expect(distanceNm(amsterdam, london)).toBeCloseTo(200, 0);
    expect(bearingDegrees(amsterdam, london)).toBeCloseTo(257.5, 0);
  });

  test('a destination is as far and in the direction asked for', () => {
    const place = destination(amsterdam, 217, 145);
    expect(distanceNm(amsterdam, place)).toBeCloseTo(145, 6);
    expect(bearingDegrees(amsterdam, place)).toBeCloseTo(217, 6);
  });
});

describe('the projection', () => {
  const projection = new Projection({ ...amsterdam, zoom: 7, width: 800, height: 600 });

  test('puts the centre into the middle', () => {
    expect(projection.x(mercatorX(amsterdam.lon))).toBeCloseTo(400, 9);
    expect(projection.y(mercatorY(amsterdam.lat))).toBeCloseTo(300, 9);
  });

  test('draws an aircraft beyond the date line near the centre', () => {
    const fiji = new Projection({ lat: -17, lon: 179.5, zoom: 6, width: 800, height: 600 });
    expect(fiji.x(mercatorX(-179.5))).toBeCloseTo(400 + 512 * 64 * (1 / 360), 6);
  });

  test('knows the zoom for a radius', () => {
    const zoom = zoomForRadius(projection.metresPerPixel * 300, amsterdam.lat, 600);
    expect(zoom).toBeCloseTo(7, 9);
  });

  test('names the cells in view, across the date line too', () => {
    expect(cellsIn({ left: 0.51, right: 0.52, top: 0.32, bottom: 0.33 })).toEqual(['16-10']);
    expect(cellsIn({ left: -0.01, right: 0.01, top: 0.5, bottom: 0.5 })).toEqual(['31-16', '0-16']);
    expect(cellsIn({ left: -3, right: 3, top: 0.5, bottom: 0.5 }).length).toBe(32);
  });
});

describe('motion', () => {
  const fix = { lat: 52, lon: 4, at: 1000, knots: 360, track: 0 };

  test('goes on along the track', () => {
    expect(extrapolate(fix, 1010)).toEqual({ lat: expect.closeTo(52 + 1 / 60, 9) as number, lon: 4 });
    expect(extrapolate({ ...fix, lat: 60, track: 90 }, 1010).lon).toBeCloseTo(4 + 2 / 60, 9);
  });

  test('waits after twenty seconds, and never goes back', () => {
    expect(extrapolate(fix, 9999)).toEqual(extrapolate(fix, 1020));
    expect(extrapolate(fix, 900)).toEqual({ lat: 52, lon: 4 });
  });

  test('without a track stays where it was heard', () =>
    expect(extrapolate({ ...fix, track: undefined }, 1010)).toEqual({ lat: 52, lon: 4 }));

  test('glides to a new position instead of jumping', () => {
    const glide = new Glide(fix);
    const before = glide.at(1010);
    const next = { ...fix, lat: 52.01, at: 1010 };
    glide.update(next, 1010);
    expect(glide.at(1010)).toEqual({ lat: expect.closeTo(before.lat, 9) as number, lon: 4 });
    expect(glide.at(1014).lat).toBeCloseTo(extrapolate(next, 1014).lat, 5);
  });

  test('jumps when the correction is far', () => {
    const glide = new Glide(fix);
    glide.update({ ...fix, lat: 53, at: 1001 }, 1001);
    expect(glide.at(1001).lat).toBe(53);
  });
});

describe('labels', () => {
  const screen = { x: 0, y: 0, width: 800, height: 600 };
  const request = (id: string, x: number, y: number, always = false): LabelRequest => ({
    ...{ id, x, y, always },
    ...{ radius: 10, width: 60, height: 28 },
  });

  test('sit at the right and move to another side when that is taken', () => {
    const placed = placeLabels([request('a', 100, 100), request('b', 120, 100)], [], new Map(), screen);
    expect(placed.get('a')).toMatchObject({ x: 110, y: 86 });
    expect(placed.get('b')?.x).not.toBe(130 - 60);
    expect(placed.size).toBe(2);
  });

  test('never overlap', () => {
    const requests = Array.from({ length: 60 }, (_, i) => request(`${i}`, (i * 37) % 300, (i * 53) % 200));
    const boxes = [...placeLabels(requests, [], new Map(), screen).values()];
    const hits = boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter(
          (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
        ),
    );
    expect(boxes.length).toBeGreaterThan(5);
    expect(hits).toEqual([]);
  });

  test('stay on the screen', () => {
    const corner = [request('a', 795, 300, true), request('b', 5, 5), request('c', 1200, 300)];
    const placed = placeLabels(corner, [], new Map(), screen);
    expect(placed.get('a')?.x).toBe(795 - 10 - 60);
    expect([...placed.keys()]).toEqual(['a']);
  });

  test('keep their side', () => {
    const memory = new Map<string, Side>([['a', 1]]);
    expect(placeLabels([request('a', 100, 100)], [], memory, screen).get('a')?.x).toBe(30);
  });

  test('stay at their side between two placings, and those without one stay without', () => {
    const memory = new Map<string, Side>([['a', 1]]);
    const kept = keepLabels(
      [request('a', 100, 100), request('b', 300, 100), request('c', 500, 100, true)],
      memory,
    );
    expect(kept.get('a')?.x).toBe(30);
    expect([...kept.keys()]).toEqual(['a', 'c']);
  });

  test('give way to the selected one, which is always there', () => {
    const wall = [{ x: -500, y: -500, width: 2000, height: 2000 }];
    const placed = placeLabels(
      [request('a', 100, 100), request('b', 100, 100, true)],
      wall,
      new Map(),
      screen,
    );
    expect([...placed.keys()]).toEqual(['b']);
  });
});

describe('trails', () => {
  const at = (now: number, lat: number, lon: number, alt: number) =>
    applySnapshot(emptyTraffic, snapshot(now, now, { hex: '4840d6', lat, lon, alt_baro: alt, seen_pos: 0 }));
  const fly = (steps: number, place: (i: number) => [number, number, number, number]): Trails => {
    const trails: Trails = new Map();
    for (let i = 0; i < steps; i++) extendTrails(trails, at(...place(i)));
    return trails;
  };

  test('of straight flight keep a point every twenty seconds', () => {
    const trail = fly(200, (i) => [i, 52 + i * 0.001, 4, 36000]).get('4840d6');
    expect(trail?.length).toBeLessThan(15);
    expect(trail?.at(-1)?.at).toBe(199);
  });

  test('of a turn keep its shape', () => {
    const trail = fly(60, (i) => [i, 52 + 0.02 * Math.sin(i / 10), 4 + 0.03 * Math.cos(i / 10), 9000]).get(
      '4840d6',
    );
    expect(trail?.length).toBeGreaterThan(15);
  });

  test('begin a new piece when the aircraft was not heard for long', () => {
    const trail = fly(3, (i) => [i * 100, 52 + i, 4, 9000]).get('4840d6');
    expect(trail?.map(({ gap }) => gap)).toEqual([false, true, true]);
  });

  test('stay bounded and end with their aircraft', () => {
    const trails = fly(3000, (i) => [i * 30, 52 + (i % 7) * 0.1, 4, (i % 40) * 1000]);
    expect(trails.get('4840d6')?.length).toBeLessThanOrEqual(600);
    extendTrails(trails, emptyTraffic);
    expect(trails.size).toBe(0);
  });
});

describe('colours', () => {
  test('are known ones at the ends of the scale', () => {
    expect(oklch(1, 0, 0)).toBe('#ffffff');
    expect(oklch(0, 0, 0)).toBe('#000000');
    expect(oklch(0.628, 0.2577, 29.23)).toBe('#ff0000');
  });

  test.each(['dark', 'light'] as const)('of all altitudes stand out from the %s map (WCAG 3:1)', (theme) => {
    const { land, sea } = palettes[theme];
    for (let band = -2; band <= 40; band++)
      for (const below of [land, sea]) expect(contrast(bandColour(band, theme), below)).toBeGreaterThan(3);
  });

  test.each(['dark', 'light'] as const)('of text on the %s map meet WCAG AA', (theme) => {
    const { land, sea, text, textMuted, selection, selectionText, alarm, outline } = palettes[theme];
    for (const below of [land, sea])
      for (const ink of [text, textMuted]) expect(contrast(ink, below)).toBeGreaterThan(4.5);
    expect(contrast(selectionText, selection)).toBeGreaterThan(4.5);
    expect(contrast(outline, alarm)).toBeGreaterThan(4.5);
  });

  test('know the ground and the unknown', () =>
    expect([
      altitudeBand('ground'),
      altitudeBand(undefined),
      altitudeBand(-500),
      altitudeBand(60000),
    ]).toEqual([-1, -2, 0, 40]));
});
