/**
 * What the address asks for, with tar1090's names (its README-query.md), upper or lower case. What is not understood is
 * left out; the view itself (`icao`, `lat`, `lon`, `zoom`) is in view.ts.
 */
import { altitudeOf, distanceOf } from './aircraft';
import { colourings, type ColourBy } from './colouring';
import type { Place } from './geo';
import type { Settings, ThemeChoice } from './settings';
import type { Aircraft } from './state';

export interface Query {
  /** Choices for this visit; they are not stored. */
  readonly settings: Partial<Settings>;
  readonly hideSideBar: boolean;
  readonly hideButtons: boolean;
  readonly centreReceiver: boolean;
  /** Only these addresses are shown; null for all. */
  readonly isolated: ReadonlySet<string> | null;
  /** A day whose track of the selected aircraft is shown. */
  readonly showTrace: string | null;
  readonly replay: { readonly time?: number; readonly speed?: number; readonly paused?: boolean } | null;
  /** Hours before now at which the heatmap ends. */
  readonly heatEnd: number;
  /** Whether an aircraft is shown; null when nothing is asked of it. */
  readonly accepts: ((aircraft: Aircraft, receiver: Place | null) => boolean) | null;
}

type Test = (aircraft: Aircraft, receiver: Place | null) => boolean;

export function readQuery(search: string): Query {
  const values = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(search)) values.set(name.toLowerCase(), value.trim());
  const has = (name: string) => values.has(name) && !isOff(values.get(name));
  const isolated = readIsolated(values);
  const tests = readTests(values);
  return {
    settings: readSettings(values),
    hideSideBar: has('hidesidebar'),
    hideButtons: has('hidebuttons') || has('kiosk'),
    centreReceiver: has('centerreceiver'),
    isolated,
    showTrace: /^\d{4}-\d\d-\d\d$/.exec(values.get('showtrace') ?? '')?.[0] ?? null,
    replay: values.has('replay') ? readReplay(values) : null,
    heatEnd: number(values.get('heatend'), 0, 24 * 365) ?? 0,
    accepts:
      tests.length > 0 ? (aircraft, receiver) => tests.every((test) => test(aircraft, receiver)) : null,
  };
}

/** One address is selected, as it is written when the viewer selects; several are shown alone, unless `noIsolation`. */
function readIsolated(values: ReadonlyMap<string, string>): ReadonlySet<string> | null {
  const only = addresses(values.get('icaofilter'));
  if (only.length > 0) return new Set(only);
  const selected = addresses(values.get('icao'));
  if (values.has('noisolation')) return null;
  return selected.length > 1 || (values.has('isolate') && selected.length > 0) ? new Set(selected) : null;
}

function readSettings(values: ReadonlyMap<string, string>): Partial<Settings> {
  const kiosk = values.has('kiosk');
  const flag = (...names: readonly string[]): boolean | undefined => {
    const name = names.find((one) => values.has(one));
    return name === undefined ? undefined : !isOff(values.get(name));
  };
  const hours = number(values.get('heatduration'), 0.5, 24 * 365);
  const settings: { [K in keyof Settings]?: Settings[K] | undefined } = {
    labels: flag('enablelabels', 'extendedlabels', 'tracklabels'),
    trails: flag('alltracks', 'temptrails') ?? (kiosk ? true : undefined),
    rings: flag('rangerings'),
    outline: flag('outline'),
    heatmap: flag('heatmap', 'realheat'),
    heatHours: hours ?? undefined,
    colours: colourings.find((by): by is ColourBy => by === values.get('colours')?.toLowerCase()),
    theme: (['auto', 'dark', 'light'] as const).find(
      (theme): theme is ThemeChoice => theme === values.get('theme')?.toLowerCase(),
    ),
    units: (['aeronautical', 'metric', 'imperial'] as const).find(
      (units) => units === values.get('units')?.toLowerCase(),
    ),
    tiles: values.get('basemap') || undefined,
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function readReplay(values: ReadonlyMap<string, string>): NonNullable<Query['replay']> {
  const match = /^(\d{4})-(\d\d)-(\d\d)[-T ](\d\d):?(\d\d)(?::?(\d\d))?/.exec(values.get('replay') ?? '');
  const [, year, month, day, hour, minute, second = '00'] = match ?? [];
  const time = match ? Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) / 1000 : Number.NaN;
  const speed = number(values.get('replayspeed'), 1, 1000);
  return {
    ...(Number.isFinite(time) ? { time } : {}),
    ...(speed === null ? {} : { speed }),
    paused: values.has('replaypaused') && !isOff(values.get('replaypaused')),
  };
}

function readTests(values: ReadonlyMap<string, string>): Test[] {
  const tests: Test[] = [];
  const lowest = number(values.get('filteraltmin'), -2000, 200_000);
  const highest = number(values.get('filteraltmax'), -2000, 200_000);
  if (lowest !== null || highest !== null)
    tests.push(({ wire }) => {
      const altitude = altitudeOf(wire);
      const feet = altitude === 'ground' ? 0 : altitude;
      return feet !== undefined && feet >= (lowest ?? -Infinity) && feet <= (highest ?? Infinity);
    });
  const far = number(values.get('filtermaxrange'), 0, 20_000);
  if (far !== null) tests.push((aircraft, receiver) => (distanceOf(aircraft, receiver) ?? Infinity) <= far);
  const patterns: readonly (readonly [string, (aircraft: Aircraft) => string | undefined])[] = [
    ['filtercallsign', ({ wire }) => wire.flight?.trim()],
    ['filtertype', ({ wire }) => wire.t],
    ['filterdescription', ({ wire }) => wire.desc],
    ['filtericao', ({ hex }) => hex],
    ['reg', ({ wire }) => wire.r],
  ];
  for (const [name, value] of patterns) {
    const pattern = regex(values.get(name), name === 'reg');
    if (pattern) tests.push((aircraft) => pattern.test(value(aircraft) ?? ''));
  }
  const sources = words(values.get('filtersources'));
  if (sources.length > 0) tests.push(({ wire }) => sources.includes(sourceOf(wire.type)));
  const flags = words(values.get('filterdbflag')).map((flag) => dbFlags[flag] ?? 0);
  if (values.has('mil')) flags.push((dbFlags['military'] ?? 0) | (dbFlags['interesting'] ?? 0));
  const mask = flags.reduce((sum, flag) => sum | flag, 0);
  if (mask > 0) tests.push(({ wire }) => (Number(wire['dbFlags'] ?? 0) & mask) !== 0);
  return tests;
}

const dbFlags: Readonly<Record<string, number>> = { military: 1, interesting: 2, pia: 4, ladd: 8 };

/** tar1090's words for sources. */
function sourceOf(type = ''): string {
  return /^(adsb|adsr|tisb|mlat)/.exec(type)?.[0] ?? (type.startsWith('mode') ? 'modes' : 'other');
}

function addresses(text: string | undefined): string[] {
  return words(text).filter((hex) => /^~?[0-9a-f]{6}$/.test(hex));
}

function words(text: string | undefined): string[] {
  return (text ?? '')
    .toLowerCase()
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
}

/** A pattern in upper or lower case; null when there is none, or it is not one. */
function regex(text: string | undefined, isList: boolean): RegExp | null {
  if (!text || text.length > 200) return null;
  try {
    return new RegExp(isList ? `^(${text.split(',').join('|')})$` : text, 'i');
  } catch {
    return null;
  }
}

function isOff(value: string | undefined): boolean {
  return value === '0' || value?.toLowerCase() === 'false';
}

function number(text: string | undefined, least: number, most: number): number | null {
  if (text === undefined || text === '') return null;
  const value = Number(text);
  return Number.isFinite(value) && value >= least && value <= most ? value : null;
}
