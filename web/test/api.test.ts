import { describe, expect, test } from 'vitest';
import { parseStreamMessage, readSnapshot, streamUrl } from '../src/api';
import { fixture, fixtureText } from './fixture';

describe('the stream address', () => {
  test.each([
    ['http://localhost:8080/', 'ws://localhost:8080/api/stream'],
    ['http://localhost:8080/?icao=4840d6#x', 'ws://localhost:8080/api/stream'],
    ['https://example.org/radar/', 'wss://example.org/radar/api/stream'],
    ['https://example.org/radar/index.html', 'wss://example.org/radar/api/stream'],
  ])('beside %s is %s', (page, stream) => expect(streamUrl(page)).toBe(stream));
});

describe('a snapshot', () => {
  test('of readsb is read whole', () => {
    const { now, messages, aircraft } = fixture();
    expect([now, messages, aircraft.length]).toEqual([1763716000.123, 482913, 7]);
    expect(aircraft[0]).toMatchObject({ hex: '4840d6', flight: 'KLM1023 ', alt_baro: 38000, nac_p: 9 });
    expect(aircraft[2]?.alt_baro).toBe('ground');
  });

  test.each([null, [], 'text', {}, { now: 1 }, { now: '1', aircraft: [] }, { now: 1, aircraft: {} }])(
    'is not %j',
    (value) => expect(readSnapshot(value)).toBeNull(),
  );

  test('leaves out aircraft without a valid address', () => {
    const aircraft = [{ hex: '4840d6' }, { hex: '<b>' }, { hex: 4840 }, null, 7, {}, { hex: '~2B1F0C' }];
    expect(readSnapshot({ now: 1, aircraft })?.aircraft.map(({ hex }) => hex)).toEqual(['4840d6', '~2b1f0c']);
  });

  test('leaves out fields of the wrong kind and keeps unknown ones', () => {
    const one = {
      hex: '4840d6',
      gs: '447',
      lat: 91,
      lon: 4,
      squawk: 1000,
      alt_baro: 'high',
      rssi: -3,
      new_field: 'x',
    };
    const [aircraft] = readSnapshot({ now: 1, aircraft: [one] })?.aircraft ?? [];
    expect(aircraft).toEqual({ hex: '4840d6', lon: 4, rssi: -3, new_field: 'x' });
  });

  test('drops a last position that is not one', () => {
    const one = { hex: '4840d6', lastPosition: { lat: 1, lon: 'x', seen_pos: 3 } };
    expect(readSnapshot({ now: 1, aircraft: [one] })?.aircraft).toEqual([{ hex: '4840d6' }]);
  });
});

describe('a stream message', () => {
  test('may be a snapshot', () => {
    const message = parseStreamMessage(`{"type":"snapshot",${fixtureText.trim().slice(1)}`);
    expect(message).toEqual({ type: 'snapshot', snapshot: fixture() });
  });

  test('may be a delta', () => {
    const text = '{"type":"delta","now":2,"messages":9,"aircraft":[{"hex":"4840d6"}],"gone":["40621d",5]}';
    const delta = { now: 2, messages: 9, aircraft: [{ hex: '4840d6' }], gone: ['40621d'] };
    expect(parseStreamMessage(text)).toEqual({ type: 'delta', delta });
  });

  test('without `gone` removes nobody', () => {
    const message = parseStreamMessage('{"type":"delta","now":2,"messages":9,"aircraft":[]}');
    expect(message).toMatchObject({ type: 'delta', delta: { gone: [] } });
  });

  test.each(['', 'null', '[]', '{', '"delta"', '{"type":"delta"}', '{"type":"later","now":1,"aircraft":[]}'])(
    'is not %s',
    (text) => expect(parseStreamMessage(text)).toBeNull(),
  );

  test('cut short anywhere is refused', () => {
    const text = '{"type":"delta","now":2,"messages":9,"aircraft":[{"hex":"4840d6"}],"gone":[]}';
    for (let end = 0; end < text.length; end++) expect(parseStreamMessage(text.slice(0, end))).toBeNull();
  });
});
