/** What follows from an aircraft's fields: its kind, its altitude to show, whether it is in distress. */
import type { WireAircraft } from './api';
import { kindOfType } from './types';
import { bearingDegrees, distanceNm, type Place } from './geo';
import type { Aircraft } from './state';

export type Kind =
  | 'quad'
  | 'heavy'
  | 'jet'
  | 'business'
  | 'turboprop'
  | 'transport'
  | 'twin'
  | 'light'
  | 'fast'
  | 'fighter'
  | 'rotorcraft'
  | 'glider'
  | 'balloon'
  | 'airship'
  | 'drone'
  | 'ground'
  | 'obstacle'
  | 'unknown';

const kinds: Readonly<Record<string, Kind>> = {
  A1: 'light',
  A2: 'jet',
  A3: 'jet',
  A4: 'jet',
  A5: 'heavy',
  A6: 'fast',
  A7: 'rotorcraft',
  B1: 'glider',
  B2: 'balloon',
  B3: 'drone',
  B4: 'light',
  B6: 'drone',
  B7: 'fast',
  C1: 'ground',
  C2: 'ground',
  C3: 'obstacle',
  C4: 'obstacle',
  C5: 'obstacle',
};

/** The kind to draw: by the type, or else the emitter category, or else a guess from how high and fast it flies. */
export function kindOf({ t, category, alt_baro, gs }: WireAircraft): Kind {
  const known = kindOfType(t);
  if (known) return known;
  const kind = category ? kinds[category] : undefined;
  if (kind) return kind;
  const height = typeof alt_baro === 'number' ? alt_baro : 0;
  return height > 18_000 || (gs ?? 0) > 230 ? 'jet' : 'unknown';
}

export function callsign({ flight }: WireAircraft): string | null {
  return flight?.trim() || null;
}

/** Barometric when known, as controllers use it; geometric otherwise. */
export function altitudeOf({ alt_baro, alt_geom }: WireAircraft): number | 'ground' | undefined {
  return alt_baro ?? alt_geom;
}

/** Feet for sorting; the ground is below everything that flies. */
export function altitudeRank(wire: WireAircraft): number | undefined {
  const altitude = altitudeOf(wire);
  return altitude === 'ground' ? -2000 : altitude;
}

export function directionOf(wire: WireAircraft): number | undefined {
  return wire.track ?? wire.true_heading ?? wire.calc_track ?? wire.mag_heading;
}

export function verticalRateOf({ baro_rate, geom_rate }: WireAircraft): number | undefined {
  return baro_rate ?? geom_rate;
}

export type Emergency = 'general' | 'nordo' | 'unlawful' | 'lifeguard' | 'minfuel' | 'downed';

const squawks: Readonly<Record<string, Emergency>> = {
  '7500': 'unlawful',
  '7600': 'nordo',
  '7700': 'general',
};
const declared: ReadonlySet<string> = new Set([
  'general',
  'nordo',
  'unlawful',
  'lifeguard',
  'minfuel',
  'downed',
]);

export function emergencyOf({ squawk, emergency }: WireAircraft): Emergency | null {
  const bySquawk = squawk ? squawks[squawk] : undefined;
  if (bySquawk) return bySquawk;
  return emergency && declared.has(emergency) ? (emergency as Emergency) : null;
}

/** By its address or the aircraft database, as the service marks it. */
export function isMilitary({ dbFlags }: WireAircraft): boolean {
  return typeof dbFlags === 'number' && (dbFlags & 1) !== 0;
}

/** Distance from the receiver in nautical miles: as the service gives it, or else computed. */
export function distanceOf(aircraft: Aircraft, receiver: Place | null): number | undefined {
  if (aircraft.wire.r_dst !== undefined) return aircraft.wire.r_dst;
  return receiver && aircraft.position ? distanceNm(receiver, aircraft.position) : undefined;
}

export function bearingOf(aircraft: Aircraft, receiver: Place | null): number | undefined {
  if (aircraft.wire.r_dir !== undefined) return aircraft.wire.r_dir;
  return receiver && aircraft.position ? bearingDegrees(receiver, aircraft.position) : undefined;
}
