/**
 * Half an hour of everybody's places: `globe_history/YYYY/MM/DD/heatmap/NN.bin.ttf`. Little endian, 16 bytes an entry:
 *
 *   index  60 entries, one for each slice
 *   slice  begins with  0x0e7f7c9d | high half of its time, ms | low half | length in ms
 *   place  i32 address, bit 24 set when it is not ICAO's, kind from bit 27 | i32 latitude | i32 longitude, millionths
 *          of a degree | i16 altitude in 25 ft, -123 ground, -124 unknown | i16 tenths of a knot, -1 unknown
 *   name   i32 address | i32 bit 30 and the squawk as a decimal number | 8 characters of the call sign, or zeros
 */

/** One aircraft at one moment. */
export interface Spot {
  readonly lat: number;
  readonly lon: number;
  readonly altitude: number | 'ground' | undefined;
  readonly knots: number | undefined;
  readonly type: string | undefined;
  readonly flight: string | undefined;
  readonly squawk: string | undefined;
}

/** Everybody at one moment, in seconds since 1970. */
export interface Slice {
  readonly at: number;
  readonly spots: ReadonlyMap<string, Spot>;
}

export const halfHourSeconds = 1800;

const sliceMark = 0x0e7f7c9d;
const nameMark = 1 << 30; // far above every latitude
const entryInts = 4;
const [ground, unknownAltitude] = [-123, -124];
const feetPerStep = 25;

/** Kinds in the order of their numbers, with readsb's words. */
const types = [
  ...['adsb_icao', 'adsb_icao_nt', 'adsr_icao', 'tisb_icao', 'adsc', 'mlat', 'other', 'mode_s'],
  ...['adsb_other', 'adsr_other', 'tisb_trackfile', 'tisb_other', 'mode_ac'],
];

/** Reads a file; what is not understood is left out, and a file of something else has no slices. */
export function readHalfHour(buffer: ArrayBuffer): Slice[] {
  const slices: { at: number; spots: Map<string, Spot> }[] = [];
  const names = new Map<number, { flight: string | undefined; squawk: string | undefined }>();
  const { ints, shorts, count } = views(buffer);
  let spots: Map<string, Spot> | null = null;
  for (let i = 0; i < count; i++) {
    const [first, second, third] = entry(ints, i);
    if (first === sliceMark) {
      spots = new Map();
      slices.push({ at: time(second, third), spots });
    } else if (spots && second >= nameMark) {
      names.set(first & 0x1ffffff, { flight: text(buffer, i), squawk: squawk(second & ~nameMark) });
    } else if (spots && isPlace(second, third)) {
      const address = first & 0x1ffffff;
      const altitude = shorts[i * 8 + 6] ?? unknownAltitude;
      const knots = shorts[i * 8 + 7] ?? -1;
      const name = names.get(address);
      spots.set(hexOf(address), {
        lat: second / 1e6,
        lon: third / 1e6,
        altitude:
          altitude === ground ? 'ground' : altitude === unknownAltitude ? undefined : altitude * feetPerStep,
        knots: knots < 0 ? undefined : knots / 10,
        type: types[(first >> 27) & 31],
        flight: name?.flight,
        squawk: name?.squawk,
      });
    }
  }
  return slices;
}

/** The places alone, as longitude and latitude by turns: all that a heatmap needs. */
export function readPlaces(buffer: ArrayBuffer): Float32Array {
  const { ints, count } = views(buffer);
  const places = new Float32Array(count * 2);
  let [used, started] = [0, false];
  for (let i = 0; i < count; i++) {
    const [first, second, third] = entry(ints, i);
    if (first === sliceMark) started = true;
    else if (started && isPlace(second, third)) {
      places[used++] = third / 1e6;
      places[used++] = second / 1e6;
    }
  }
  return places.slice(0, used);
}

function views(buffer: ArrayBuffer): { ints: Int32Array; shorts: Int16Array; count: number } {
  const count = Math.floor(buffer.byteLength / 16);
  return {
    ints: new Int32Array(buffer, 0, count * entryInts),
    shorts: new Int16Array(buffer, 0, count * 8),
    count,
  };
}

function entry(ints: Int32Array, i: number): [first: number, second: number, third: number] {
  const at = i * entryInts;
  return [ints[at] ?? 0, ints[at + 1] ?? 0, ints[at + 2] ?? 0];
}

function time(high: number, low: number): number {
  return (high * 2 ** 32 + (low >>> 0)) / 1000;
}

function isPlace(lat: number, lon: number): boolean {
  return Math.abs(lat) <= 90e6 && Math.abs(lon) <= 180e6;
}

function hexOf(address: number): string {
  const hex = (address & 0xffffff).toString(16).padStart(6, '0');
  return (address & (1 << 24)) === 0 ? hex : `~${hex}`;
}

function squawk(digits: number): string | undefined {
  return digits === 0 ? undefined : String(digits).padStart(4, '0');
}

function text(buffer: ArrayBuffer, i: number): string | undefined {
  const bytes = new Uint8Array(buffer, i * 16 + 8, 8);
  return String.fromCharCode(...bytes.filter((byte) => byte >= 32 && byte < 127)).trim() || undefined;
}
