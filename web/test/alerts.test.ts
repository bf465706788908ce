import { describe, expect, test } from 'vitest';
import { readAlertSettings } from '../src/alerts/alert-settings';
import { AlertWatch } from '../src/alerts/watch';
import { parseStreamMessage } from '../src/api';
import { applySnapshot, emptyTraffic } from '../src/state';
import { snapshot } from './fixture';

const sky = (now: number, squawk: string, flight = 'KLM1023 ') =>
  applySnapshot(emptyTraffic, snapshot(now, 1, { hex: '4840d6', squawk, flight }));

describe('an emergency', () => {
  test('is told once, however long it lasts', () => {
    const watch = new AlertWatch();
    expect(watch.traffic(sky(1, '1000'))).toEqual([]);
    expect(watch.traffic(sky(2, '7700'))).toMatchObject([
      { kind: 'emergency', hex: '4840d6', title: 'KLM1023', text: 'Emergency · 7700' },
    ]);
    expect(watch.traffic(sky(3, '7700'))).toEqual([]);
    expect(watch.traffic(sky(30, '1000'))).toEqual([]);
    expect(watch.traffic(sky(60, '7700'))).toEqual([]); // it flickered
  });

  test('of another kind is another one, and so is one after two minutes of peace', () => {
    const watch = new AlertWatch();
    watch.traffic(sky(1, '7700'));
    expect(watch.traffic(sky(2, '7600')).map(({ text }) => text)).toEqual(['Radio failure · 7600']);
    watch.traffic(sky(100, '1000'));
    watch.traffic(sky(200, '1000'));
    expect(watch.traffic(sky(201, '7600')).length).toBe(1);
  });

  test('of an aircraft without callsign has its address', () =>
    expect(new AlertWatch().traffic(sky(1, '7500', ' '))[0]?.title).toBe('4840D6'));
});

describe('an event', () => {
  const told = (event: object) => new AlertWatch().event({ hex: '4840d6', event: '', ...event });

  test.each([
    [{ event: 'enter', zone: 'CTR' }, 'zone', '4840D6', 'enters CTR'],
    [{ event: 'leave', zone: 'CTR', flight: 'KLM1023 ' }, 'zone', 'KLM1023', 'leaves CTR'],
    [{ event: 'wanted', wanted: 'A388' }, 'wanted', '4840D6', 'is wanted (A388)'],
  ])('%j is told', (event, kind, title, text) => expect(told(event)).toMatchObject({ kind, title, text }));

  test.each([{ event: 'first_seen' }, { event: 'squawk' }, { event: 'enter' }, { event: 'new' }])(
    '%j is not',
    (event) => expect(told(event)).toBeNull(),
  );

  test('comes with the stream', () => {
    const text =
      '{"type":"event","id":"1-7","now":1,"event":"enter","hex":"4840d6","flight":"KLM1023","zone":"CTR","lat":52}';
    expect(parseStreamMessage(text)).toEqual({
      type: 'event',
      event: { event: 'enter', hex: '4840d6', flight: 'KLM1023', zone: 'CTR' },
    });
  });

  test.each([
    '{"type":"event"}',
    '{"type":"event","event":"enter","hex":"<b>"}',
    '{"type":"event","event":1,"hex":"4840d6"}',
  ])('is not %s', (text) => expect(parseStreamMessage(text)).toBeNull());
});

test('nothing is told until it is asked for', () =>
  expect([null, [], { emergency: 'yes', sound: 1 }].map(readAlertSettings)).toEqual(
    Array(3).fill({ emergency: false, zone: false, wanted: false, sound: false, notify: false }),
  ));
