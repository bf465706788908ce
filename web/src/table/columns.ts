/** What the table can show of an aircraft: for each column its text, and what it sorts by. Pure. */
import {
  altitudeOf,
  altitudeRank,
  bearingOf,
  callsign,
  directionOf,
  distanceOf,
  verticalRateOf,
} from '../aircraft';
import * as format from '../format';
import type { Units } from '../format';
import type { Place } from '../geo';
import type { Aircraft } from '../state';
import { columnWords, sourceWords, strings } from '../strings';

export type Column = keyof typeof columnWords;
export type Key = string | number | undefined;

export interface ColumnContext {
  readonly now: number;
  readonly receiver: Place | null;
  readonly units: Units;
}

interface Definition {
  readonly key: (aircraft: Aircraft, receiver: Place | null) => Key;
  readonly text: (aircraft: Aircraft, context: ColumnContext) => string;
  /** Room that it needs, in pixels. */
  readonly width: number;
  /** A first click shows the largest values. */
  readonly descending?: true;
  readonly left?: true;
}

export const columns: Record<Column, Definition> = {
  flight: {
    key: ({ wire }) => callsign(wire) ?? undefined,
    text: ({ wire }) => callsign(wire) ?? '',
    width: 84,
    left: true,
  },
  hex: { key: ({ hex }) => hex, text: ({ hex }) => hex, width: 58, left: true },
  registration: plain(({ wire }) => wire.r, 66),
  type: plain(({ wire }) => wire.t, 46),
  squawk: plain(({ wire }) => wire.squawk, 48),
  category: plain(({ wire }) => wire.category, 38),
  source: plain(({ wire }) => wire.type && (sourceWords[wire.type] ?? wire.type), 96),
  owner: plain(({ wire }) => (typeof wire['ownOp'] === 'string' ? wire['ownOp'] : undefined), 130),
  altitude: {
    key: ({ wire }) => altitudeRank(wire),
    text: ({ wire }, { units }) => {
      const feet = altitudeOf(wire);
      return feet === 'ground' ? strings.ground : write(feet, (ft) => format.altitude(ft, units).text);
    },
    width: 58,
    descending: true,
  },
  altGeom: number(
    ({ wire }) => wire.alt_geom,
    58,
    (feet, { units }) => format.altitude(feet, units).text,
  ),
  speed: number(
    ({ wire }) => wire.gs,
    46,
    (knots, { units }) => format.speed(knots, units).text,
  ),
  ias: number(
    ({ wire }) => wire.ias,
    46,
    (knots, { units }) => format.speed(knots, units).text,
  ),
  mach: number(
    ({ wire }) => wire.mach,
    46,
    (value) => value.toFixed(2),
  ),
  rate: number(
    ({ wire }) => verticalRateOf(wire),
    56,
    (fpm, { units }) => format.verticalRate(fpm, units).text,
  ),
  track: number(
    ({ wire }) => directionOf(wire),
    44,
    (value) => format.degrees(value),
    true,
  ),
  distance: {
    key: distanceOf,
    text: (aircraft, { receiver, units }) =>
      write(distanceOf(aircraft, receiver), (nm) => format.distance(nm, units).text),
    width: 50,
  },
  bearing: {
    key: bearingOf,
    text: (aircraft, { receiver }) => write(bearingOf(aircraft, receiver), format.degrees),
    width: 46,
  },
  nic: number(({ wire }) => wire.nic, 38, String),
  messages: number(({ wire }) => wire.messages, 56, format.integer),
  positionAge: {
    key: ({ position }) => (position ? -position.at : undefined),
    text: ({ position }, { now }) => (position ? format.age(now - position.at) : ''),
    width: 56,
  },
  seen: {
    key: ({ seenAt }) => -seenAt,
    text: ({ seenAt }, { now }) => format.age(now - seenAt),
    width: 52,
  },
  rssi: number(
    ({ wire }) => wire.rssi,
    54,
    (dbfs) => format.decimal(dbfs, 1),
  ),
};

export const allColumns = Object.keys(columns) as Column[];

/** What is shown until the viewer chooses; a narrow list leaves out the last of these first. */
export const usualColumns: readonly Column[] = [
  'flight',
  'hex',
  'squawk',
  'altitude',
  'speed',
  'rate',
  'distance',
  'messages',
  'seen',
  'rssi',
];

function plain(read: (aircraft: Aircraft) => string | undefined, width: number): Definition {
  return { key: (one) => read(one) || undefined, text: (one) => read(one) ?? '', width, left: true };
}

function number(
  read: (aircraft: Aircraft) => number | undefined,
  width: number,
  text: (value: number, context: ColumnContext) => string,
  rising = false,
): Definition {
  return {
    key: read,
    text: (one, context) => write(read(one), (value) => text(value, context)),
    width,
    ...(rising ? {} : { descending: true as const }),
  };
}

function write(value: number | undefined, text: (value: number) => string): string {
  return value === undefined ? '' : text(value);
}
