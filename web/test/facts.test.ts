import { describe, expect, test } from 'vitest';
import { emergencyOf, kindOf } from '../src/aircraft';
import { factsOf, type Group } from '../src/card/facts';
import { gvaWords, nacpWords, nacvWords, nicWords, sdaWords, silWords } from '../src/card/integrity';
import { held } from './fixture';

const context = { now: 1763716001, receiver: { lat: 52.31, lon: 4.76 }, units: 'aeronautical' } as const;
const said = (hex: string, group: Group) =>
  (factsOf(held(hex), context).get(group) ?? []).map(({ name, value, note }) => [name, value, note ?? '']);

describe('the facts of an aircraft', () => {
  test('give every known field a line', () => {
    const facts = [...factsOf(held('4840d6'), context).values()].flat();
    expect(facts.length).toBe(39);
    expect(facts.filter(({ value }) => value === '' || /undefined|NaN|null/.test(value))).toEqual([]);
  });

  test('say where it is and how old that is', () =>
    expect(said('4840d6', 'place')).toEqual([
      ['Position', '52.2572° N, 3.9194° E', ''],
      ['Received', '1 s ago', ''],
      ['From the receiver', '31.3 nmi', '263° W'],
    ]));

  test('say integrity in words', () =>
    expect(said('4840d6', 'integrity').slice(0, 4)).toEqual([
      ['NIC', '8', 'surely within 186 m'],
      ['NACp', '9', 'better than 30 m'],
      ['NACv', '1', 'better than 10 m/s'],
      ['SIL', '3', 'chance of a wrong position 10⁻⁷ an hour'],
    ]));

  test('leave out what is not known', () =>
    expect([...factsOf(held('4d2023'), context).keys()]).toEqual(['place', 'height', 'identity', 'signal']));

  test('show fields of a newer service as they are', () => {
    const plain = held('4d2023');
    const facts = factsOf({ ...plain, wire: { ...plain.wire, new_field: [1, 2] } }, context);
    expect(facts.get('other')).toEqual([{ name: 'new_field', value: '[1,2]' }]);
  });
});

describe('the kind of an aircraft', () => {
  test.each([
    [{ hex: 'a', category: 'A5' }, 'heavy'],
    [{ hex: 'a', category: 'A7' }, 'rotorcraft'],
    [{ hex: 'a', category: 'C2' }, 'ground'],
    [{ hex: 'a', alt_baro: 35000 }, 'jet'],
    [{ hex: 'a', category: 'A0', gs: 90, alt_baro: 2000 }, 'unknown'],
    [{ hex: 'a', alt_baro: 'ground' }, 'unknown'],
  ] as const)('%j is %s', (wire, kind) => expect(kindOf(wire)).toBe(kind));
});

describe('an emergency', () => {
  test.each([
    [{ hex: 'a', squawk: '7500' }, 'unlawful'],
    [{ hex: 'a', squawk: '7600', emergency: 'none' }, 'nordo'],
    [{ hex: 'a', squawk: '1000', emergency: 'lifeguard' }, 'lifeguard'],
    [{ hex: 'a', squawk: '7000', emergency: 'none' }, null],
    [{ hex: 'a', emergency: 'reserved' }, null],
  ] as const)('%j is %s', (wire, emergency) => expect(emergencyOf(wire)).toBe(emergency));
});

test('figures out of range are unknown, in words', () => {
  const words = [
    nicWords(0, undefined),
    nacpWords(12),
    nacvWords(7),
    gvaWords(3),
    silWords(0, 'perhour'),
    sdaWords(9),
  ];
  expect(new Set(words)).toEqual(new Set(['unknown']));
});

test('a radius of zero from multilateration is not a promise', () => expect(nicWords(0, 0)).toBe('unknown'));
