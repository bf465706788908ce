import { describe, expect, test } from 'vitest';
import * as format from '../src/format';

const thin = '\u2009';
const minus = '\u2212';

test.each([
  [0, '0'],
  [-0.4, '0'],
  [999.5, `1${thin}000`],
  [38000, `38${thin}000`],
  [1234567, `1${thin}234${thin}567`],
  [-1728, `${minus}1${thin}728`],
])('integer %d is %s', (value, text) => expect(format.integer(value)).toBe(text));

test.each([
  [-9.7, 1, `${minus}9.7`],
  [-0.04, 1, '0.0'],
  [31.25, 1, '31.3'],
])('decimal %d with %d places is %s', (value, places, text) =>
  expect(format.decimal(value, places)).toBe(text),
);

describe('units', () => {
  test.each([
    ['aeronautical', `38${thin}000 ft`, '447 kt', '31.3 nmi', `${minus}1${thin}728 ft/min`],
    ['metric', `11${thin}582 m`, '828 km/h', '57.9 km', `${minus}8.8 m/s`],
    ['imperial', `38${thin}000 ft`, '515 mph', '36.0 mi', `${minus}1${thin}728 ft/min`],
  ] as const)('%s', (units, altitude, speed, distance, rate) => {
    expect(format.joined(format.altitude(38000, units))).toBe(altitude);
    expect(format.joined(format.speed(447.2, units))).toBe(speed);
    expect(format.joined(format.distance(31.284, units))).toBe(distance);
    expect(format.joined(format.verticalRate(-1728, units))).toBe(rate);
  });

  test('a climb has a plus, level flight has none', () => {
    expect(format.verticalRate(1200, 'aeronautical').text).toBe(`+1${thin}200`);
    expect(format.verticalRate(0, 'aeronautical').text).toBe('0');
    expect(format.verticalRate(4, 'metric').text).toBe('0.0');
  });

  test('a long distance has no decimals', () =>
    expect(format.distance(183.6, 'aeronautical').text).toBe('184'));
});

test.each([
  [7, '007°'],
  [359.6, '000°'],
  [-10, '350°'],
])('%d degrees are %s', (value, text) => expect(format.degrees(value)).toBe(text));

test.each([
  [0, 'N'],
  [350, 'N'],
  [137, 'SE'],
  [-90, 'W'],
])('%d degrees is %s', (value, point) => expect(format.compass(value)).toBe(point));

test('coordinates carry their hemisphere', () =>
  expect(format.coordinate(-33.94612, -70.78581)).toBe('33.9461° S, 70.7858° W'));

test.each([
  [-3, '0 s'],
  [59.9, '59 s'],
  [75, '1:15 min'],
  [4000, '1:06 h'],
])('an age of %d s is %s', (seconds, text) => expect(format.age(seconds)).toBe(text));

test.each([
  [38000, 'aeronautical', '380'],
  [800, 'aeronautical', '008'],
  [-200, 'aeronautical', '000'],
  ['ground', 'aeronautical', 'gnd'],
  [undefined, 'aeronautical', ''],
  [38000, 'metric', `11${thin}582 m`],
] as const)('a label says %s as %s: %s', (feet, units, text) =>
  expect(format.tagAltitude(feet, units)).toBe(text),
);
