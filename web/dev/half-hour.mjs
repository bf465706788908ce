// Writes a file of the history as the service does (src/history/half-hour.ts has the layout), for tests and the stand-in.

const sliceMark = 0x0e7f7c9d;
const slices = 60;

/**
 * @param {number} start seconds since 1970
 * @param {ReadonlyArray<ReadonlyArray<{hex: string, type?: number, lat: number, lon: number, feet?: number | 'ground', knots?: number, flight?: string, squawk?: string}>>} moments everybody in each slice
 * @returns {ArrayBuffer}
 */
export function halfHourFile(start, moments) {
  const named = new Set();
  const parts = Array.from({ length: slices }, (_, i) => [
    mark((start + i * 30) * 1000),
    ...(moments[i] ?? []).flatMap((one) =>
      named.has(one.hex) ? [place(one)] : (named.add(one.hex), [name(one), place(one)]),
    ),
  ]);
  const entries = Array.from({ length: slices }, () => new Uint8Array(16)).concat(parts.flat());
  let next = slices;
  parts.forEach((part, i) => {
    new DataView(entries[i].buffer).setInt32(0, next, true);
    next += part.length;
  });
  const file = new Uint8Array(entries.length * 16);
  entries.forEach((entry, i) => file.set(entry, i * 16));
  return file.buffer;
}

function entry(first, second, third, fourth, fifth) {
  const view = new DataView(new ArrayBuffer(16));
  view.setInt32(0, first, true);
  view.setInt32(4, second, true);
  view.setInt32(8, third, true);
  view.setInt16(12, fourth, true);
  view.setInt16(14, fifth, true);
  return new Uint8Array(view.buffer);
}

function mark(ms) {
  return entry(sliceMark, Math.floor(ms / 2 ** 32), (ms % 2 ** 32) | 0, 30_000, 0);
}

function address(hex) {
  return parseInt(hex.replace('~', ''), 16) | (hex.startsWith('~') ? 1 << 24 : 0);
}

function place({ hex, type = 0, lat, lon, feet, knots }) {
  const altitude = feet === 'ground' ? -123 : feet === undefined ? -124 : Math.round(feet / 25);
  const bits = address(hex) | (type << 27);
  return entry(
    bits,
    Math.round(lat * 1e6),
    Math.round(lon * 1e6),
    altitude,
    knots === undefined ? -1 : Math.round(knots * 10),
  );
}

function name({ hex, flight = '', squawk }) {
  const bytes = entry(address(hex), (1 << 30) | Number(squawk ?? 0), 0, 0, 0);
  for (let i = 0; i < Math.min(8, flight.length); i++) bytes[8 + i] = flight.charCodeAt(i);
  return bytes;
}
