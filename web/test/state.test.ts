import { describe, expect, test } from 'vitest';
import { applyDelta, applySnapshot, emptyTraffic, silence } from '../src/state';
import { fixture, held, snapshot } from './fixture';

describe('a snapshot', () => {
  test('replaces what was there', () => {
    const before = applySnapshot(emptyTraffic, snapshot(1, 1, { hex: 'aaaaaa' }));
    const after = applySnapshot(before, snapshot(2, 2, { hex: 'bbbbbb' }));
    expect([...after.aircraft.keys()]).toEqual(['bbbbbb']);
    expect([...before.aircraft.keys()]).toEqual(['aaaaaa']);
  });

  test('turns ages into times', () => {
    const { seenAt, position } = held('4840d6');
    expect(seenAt).toBeCloseTo(1763716000.023, 3);
    expect(position).toEqual({
      lat: 52.257202,
      lon: 3.919373,
      at: expect.closeTo(1763715999.711, 3) as number,
    });
  });

  test('keeps the last position of an aircraft whose position is old', () => {
    expect(held('a835af').position).toMatchObject({ lat: 53.102233, lon: 4.408812 });
    expect(held('4d2023').position).toBeNull();
  });
});

describe('a delta', () => {
  const first = applySnapshot(emptyTraffic, fixture());

  test('changes, adds and removes, and leaves the rest as the same objects', () => {
    const aircraft = [{ hex: '4840d6', gs: 450 }, { hex: 'c0ffee' }];
    const after = applyDelta(first, { now: 1763716001.1, messages: 483000, aircraft, gone: ['40621d'] });
    expect(after.aircraft.size).toBe(7);
    expect(after.aircraft.get('4840d6')?.wire.gs).toBe(450);
    expect(after.aircraft.has('40621d')).toBe(false);
    expect(after.aircraft.get('3c65ae')).toBe(first.aircraft.get('3c65ae'));
    expect(first.aircraft.has('40621d')).toBe(true);
  });

  test('that names an aircraft as gone and as changed keeps it', () => {
    const after = applyDelta(first, { ...snapshot(2, 2, { hex: '40621d' }), gone: ['40621d', 'dddddd'] });
    expect(after.aircraft.has('40621d')).toBe(true);
  });
});

describe('the message rate', () => {
  test('is unknown after one report and the mean of ten seconds later', () => {
    let traffic = applySnapshot(emptyTraffic, snapshot(100, 5000));
    expect(traffic.rate).toBeNull();
    for (let second = 1; second <= 30; second++)
      traffic = applyDelta(traffic, { ...snapshot(100 + second, 5000 + second * 250), gone: [] });
    expect(traffic.rate).toBe(250);
    expect(traffic.counts.length).toBeLessThanOrEqual(12);
  });

  test('starts anew when the service restarted', () => {
    const before = applySnapshot(emptyTraffic, snapshot(100, 5000));
    expect(applySnapshot(before, snapshot(101, 40)).rate).toBeNull();
  });
});

describe('silence', () => {
  test('grows while the receiver decodes nothing and ends with the next message', () => {
    let traffic = applySnapshot(emptyTraffic, snapshot(100, 0));
    for (let now = 101; now <= 112; now++) traffic = applyDelta(traffic, { ...snapshot(now, 0), gone: [] });
    expect(silence(traffic)).toBe(12);
    expect(silence(applyDelta(traffic, { ...snapshot(113, 1), gone: [] }))).toBe(0);
  });

  test('is never negative when the clock is set back', () => {
    const traffic = applySnapshot(applySnapshot(emptyTraffic, snapshot(100, 7)), snapshot(50, 7));
    expect(silence(traffic)).toBe(0);
  });
});
