import { expect, test } from 'vitest';
import { readView, writeView } from '../src/view';

test.each([
  ['', {}],
  ['?icao=4840D6&lat=52.1&lon=4.3&zoom=8.2', { icao: '4840d6', lat: 52.1, lon: 4.3, zoom: 8.2 }],
  ['?icao=~2b1f0c', { icao: '~2b1f0c' }],
  ['?icao=4840d6,40621d', { icao: '4840d6' }],
  ['?icao=nonsense', {}],
  ['?lat=52.1', {}],
  ['?lat=&lon=', {}],
  ['?lat=95&lon=4', {}],
  ['?lat=52,1&lon=4', {}],
  ['?zoom=NaN', {}],
  ['?zoom=0', { zoom: 0 }],
])('%s is read as %j', (search, view) => expect(readView(search)).toEqual(view));

test('what is written is read back', () => {
  const view = { icao: '~2b1f0c', lat: -33.9461, lon: 151.1772, zoom: 7.5 };
  expect(readView(writeView('', view))).toEqual(view);
});

test('other parameters stay', () =>
  expect(writeView('?kiosk&icao=4840d6&sortBy=seen', { lat: 1, lon: 2, zoom: 3 })).toBe(
    '?kiosk=&sortBy=seen&lat=1.0000&lon=2.0000&zoom=3.0',
  ));

test('nothing to say leaves no question mark', () => expect(writeView('?icao=4840d6', {})).toBe(''));
