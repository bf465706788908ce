/** Which aircraft the viewer wants to see. Pure. */
import { altitudeOf, distanceOf, emergencyOf, isMilitary } from '../aircraft';
import type { Place } from '../geo';
import type { Aircraft } from '../state';
import type { sourceGroupWords } from '../strings';
import { isInZone, type Zone } from '../zones';

export type SourceGroup = keyof typeof sourceGroupWords;

export interface Criteria {
  readonly text: string;
  /** Feet; the ground is 0. */
  readonly minFeet: number | null;
  readonly maxFeet: number | null;
  /** Nautical miles from the receiver. */
  readonly minNm: number | null;
  readonly maxNm: number | null;
  /** Begin of the ICAO type, such as `A32`; several with spaces or commas. */
  readonly types: string;
  readonly source: SourceGroup | null;
  readonly zone: string | null;
  readonly military: boolean;
  readonly emergency: boolean;
  readonly inView: boolean;
}

export const noCriteria: Criteria = {
  text: '',
  minFeet: null,
  maxFeet: null,
  minNm: null,
  maxNm: null,
  types: '',
  source: null,
  zone: null,
  military: false,
  emergency: false,
  inView: false,
};

export interface CriteriaContext {
  readonly receiver: Place | null;
  readonly zones: readonly Zone[];
}

const groups: Record<SourceGroup, RegExp> = {
  adsb: /^adsb/,
  adsr: /^adsr/,
  tisb: /^tisb/,
  mlat: /^mlat$/,
  modes: /^mode_/,
  other: /^(?!adsb|adsr|tisb|mlat$|mode_)/,
};

/** How many things are asked for beside the text. */
export function countCriteria(criteria: Criteria): number {
  const { minFeet, maxFeet, minNm, maxNm, types, source, zone, military, emergency, inView } = criteria;
  const asked = [minFeet ?? maxFeet, minNm ?? maxNm, types.trim() || null, source, zone];
  return asked.filter((one) => one !== null).length + [military, emergency, inView].filter(Boolean).length;
}

/** A test for one aircraft. Where a value is asked for, an aircraft that does not tell it fails. What is in view is for the map to say. */
export function matcher(criteria: Criteria, context: CriteriaContext): (aircraft: Aircraft) => boolean {
  const tests: ((aircraft: Aircraft) => boolean)[] = [];
  const { minFeet, maxFeet, minNm, maxNm, source, zone } = criteria;
  const words = split(criteria.text);
  if (words.length > 0) tests.push((one) => words.every((word) => searchable(one).includes(word)));
  if (minFeet !== null || maxFeet !== null)
    tests.push(({ wire }) => {
      const altitude = altitudeOf(wire);
      return within(altitude === 'ground' ? 0 : altitude, minFeet, maxFeet);
    });
  if (minNm !== null || maxNm !== null)
    tests.push((one) => within(distanceOf(one, context.receiver), minNm, maxNm));
  const types = split(criteria.types);
  if (types.length > 0)
    tests.push(({ wire }) => types.some((type) => wire.t?.toLowerCase().startsWith(type) ?? false));
  if (source) tests.push(({ wire }) => wire.type !== undefined && groups[source].test(wire.type));
  if (zone !== null) {
    const areas = context.zones.filter(({ name }) => name === zone);
    tests.push((one) => areas.some((area) => isInZone(one, area)));
  }
  if (criteria.military) tests.push(({ wire }) => isMilitary(wire));
  if (criteria.emergency) tests.push(({ wire }) => emergencyOf(wire) !== null);
  return (aircraft) => tests.every((test) => test(aircraft));
}

function searchable({ hex, wire }: Aircraft): string {
  return [hex, wire.flight, wire.squawk, wire.r, wire.t, wire.desc, wire.category, wire.type]
    .filter(Boolean)
    .join(' ')
    .toLowerCase();
}

function split(text: string): string[] {
  return text
    .trim()
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
}

function within(value: number | undefined, least: number | null, most: number | null): boolean {
  return value !== undefined && !(least !== null && value < least) && !(most !== null && value > most);
}
