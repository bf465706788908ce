/** Everything known about one aircraft as lines of text, in groups; what is not known is left out. Pure. */
import { bearingOf, distanceOf, emergencyOf } from '../aircraft';
import type { WireAircraft } from '../api';
import * as format from '../format';
import type { Units } from '../format';
import type { Place } from '../geo';
import { gvaWords, nacpWords, nacvWords, nicWords, sdaWords, silWords } from './integrity';
import type { Aircraft } from '../state';
import { categoryWords, detailWords as words, emergencyWords, navModeWords, sourceWords } from '../strings';

export type Group = keyof typeof words.groups;

export interface Fact {
  readonly name: string;
  readonly value: string;
  /** Said more quietly beside the value. */
  readonly note?: string;
}

export interface FactContext {
  readonly now: number;
  readonly receiver: Place | null;
  readonly units: Units;
}

export function factsOf(aircraft: Aircraft, context: FactContext): ReadonlyMap<Group, readonly Fact[]> {
  const { wire } = aircraft;
  const groups: [Group, (Fact | null)[]][] = [
    ['place', place(aircraft, context)],
    ['height', height(wire, context.units)],
    ['motion', motion(wire, context.units)],
    ['autopilot', autopilot(wire, context.units)],
    ['identity', identity(aircraft)],
    ['integrity', integrity(wire)],
    ['signal', signal(aircraft, context)],
    ['other', other(wire)],
  ];
  const known = groups.map(([group, facts]): [Group, Fact[]] => [
    group,
    facts.filter((fact) => fact !== null),
  ]);
  return new Map(known.filter(([, facts]) => facts.length > 0));
}

function place(aircraft: Aircraft, { now, receiver, units }: FactContext): (Fact | null)[] {
  const { wire, position } = aircraft;
  const bearing = bearingOf(aircraft, receiver);
  const [roughLat, roughLon] = [number(wire, 'rr_lat'), number(wire, 'rr_lon')];
  return [
    position && { name: words.latLon, value: format.coordinate(position.lat, position.lon) },
    position && { name: words.positionAge, value: words.ago(format.age(now - position.at)) },
    fact(words.distance, distanceOf(aircraft, receiver), (nm) => format.joined(format.distance(nm, units)), {
      note: bearing === undefined ? '' : `${format.degrees(bearing)} ${format.compass(bearing)}`,
    }),
    !position && roughLat !== undefined && roughLon !== undefined
      ? { name: words.estimate, value: format.coordinate(roughLat, roughLon) }
      : null,
  ];
}

function height(wire: WireAircraft, units: Units): (Fact | null)[] {
  const feet = (value: number) => format.joined(format.altitude(value, units));
  const rate = (value: number) => format.joined(format.verticalRate(value, units));
  const baro = wire.alt_baro;
  return [
    baro === 'ground' ? { name: words.altBaro, value: 'ground' } : fact(words.altBaro, baro, feet),
    fact(words.altGeom, wire.alt_geom, feet),
    fact(words.baroRate, wire.baro_rate, rate),
    fact(words.geomRate, wire.geom_rate, rate),
  ];
}

function motion(wire: WireAircraft, units: Units): (Fact | null)[] {
  const pace = (value: number) => format.joined(format.speed(value, units));
  const celsius = (value: number) => `${format.integer(value)} °C`;
  const [wd, ws] = [number(wire, 'wd'), number(wire, 'ws')];
  return [
    fact(words.gs, wire.gs, pace),
    fact(words.tas, wire.tas, pace),
    fact(words.ias, wire.ias, pace),
    fact(words.mach, wire.mach, (value) => value.toFixed(3)),
    fact(words.track, wire.track, format.degrees),
    fact(words.calcTrack, wire.calc_track, format.degrees),
    fact(words.trueHeading, wire.true_heading, format.degrees),
    fact(words.magHeading, wire.mag_heading, format.degrees),
    fact(words.trackRate, number(wire, 'track_rate'), (value) => `${format.decimal(value, 2)} °/s`),
    fact(words.roll, number(wire, 'roll'), (value) => `${format.decimal(value, 1)}°`),
    wd === undefined ? null : fact(words.wind, ws, (value) => `${format.degrees(wd)} ${pace(value)}`),
    fact(words.oat, number(wire, 'oat'), celsius),
    fact(words.tat, number(wire, 'tat'), celsius),
  ];
}

function autopilot(wire: WireAircraft, units: Units): (Fact | null)[] {
  const feet = (value: number) => format.joined(format.altitude(value, units));
  const modes = list(wire, 'nav_modes').map((mode) => navModeWords[mode] ?? mode);
  return [
    fact(words.mcp, number(wire, 'nav_altitude_mcp'), feet),
    fact(words.fms, number(wire, 'nav_altitude_fms'), feet),
    fact(words.navHeading, number(wire, 'nav_heading'), format.degrees),
    fact(words.qnh, number(wire, 'nav_qnh'), (value) => `${value.toFixed(1)} hPa`),
    textFact(words.modes, modes.join(', ')),
  ];
}

function identity({ hex, wire }: Aircraft): (Fact | null)[] {
  const emergency = emergencyOf(wire);
  const flags = [wire.alert ? words.alert : '', wire.spi ? words.ident : ''];
  if ((number(wire, 'dbFlags') ?? 0) & 1) flags.push(words.military);
  return [
    { name: words.hex, value: hex.toUpperCase() },
    textFact(words.registration, wire.r),
    textFact(words.type, wire.t, wire.desc),
    textFact(words.category, wire.category, wire.category && categoryWords[wire.category]),
    textFact(words.squawk, wire.squawk),
    textFact(words.emergency, emergency && emergencyWords[emergency]),
    textFact(words.flags, flags.filter(Boolean).join(', ')),
    fact(words.version, wire.version, String),
  ];
}

function integrity(wire: WireAircraft): (Fact | null)[] {
  const graded = (
    name: string,
    value: number | undefined,
    inWords: (value: number) => string,
  ): Fact | null => (value === undefined ? null : { name, value: String(value), note: inWords(value) });
  return [
    graded(words.nic, wire.nic, (nic) => nicWords(nic, wire.rc)),
    graded(words.nacp, wire.nac_p, nacpWords),
    graded(words.nacv, wire.nac_v, nacvWords),
    graded(words.sil, wire.sil, (sil) => silWords(sil, wire.sil_type)),
    graded(words.gva, wire.gva, gvaWords),
    graded(words.sda, wire.sda, sdaWords),
    graded(words.nicBaro, number(wire, 'nic_baro'), (value) =>
      value === 1 ? words.crossChecked : words.notCrossChecked,
    ),
  ];
}

function signal({ wire, seenAt }: Aircraft, { now }: FactContext): (Fact | null)[] {
  return [
    textFact(words.source, wire.type && (sourceWords[wire.type] ?? wire.type)),
    fact(words.rssi, wire.rssi, (value) => `${format.decimal(value, 1)} dBFS`),
    fact(words.messages, wire.messages, format.integer),
    { name: words.seen, value: words.ago(format.age(now - seenAt)) },
    textFact(words.byMlat, list(wire, 'mlat').join(', ')),
    textFact(words.byTisb, list(wire, 'tisb').join(', ')),
  ];
}

/** Fields that a newer service sends and this page does not know: shown as they are. */
function other(wire: WireAircraft): Fact[] {
  return Object.entries(wire)
    .filter(([key]) => !known.has(key))
    .map(([key, value]) => ({ name: key, value: typeof value === 'string' ? value : JSON.stringify(value) }));
}

const known: ReadonlySet<string> = new Set(
  (
    'hex type flight r t desc dbFlags ownOp year alt_baro alt_geom ground gs ias tas mach wd ws oat tat track ' +
    'calc_track track_rate roll mag_heading true_heading baro_rate geom_rate squawk emergency category nav_qnh ' +
    'nav_altitude_mcp nav_altitude_fms nav_heading nav_modes lat lon nic rc seen_pos r_dst r_dir lastPosition ' +
    'rr_lat rr_lon version nic_baro nac_p nac_v sil sil_type gva sda alert spi mlat tisb messages seen rssi'
  ).split(' '),
);

function fact(
  name: string,
  value: number | undefined,
  write: (value: number) => string,
  { note }: { note?: string } = {},
): Fact | null {
  if (value === undefined) return null;
  return { name, value: write(value), ...(note ? { note } : {}) };
}

function textFact(name: string, value: string | null | undefined, note?: string): Fact | null {
  if (!value) return null;
  return { name, value, ...(note ? { note } : {}) };
}

function number(wire: WireAircraft, key: string): number | undefined {
  const value = wire[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function list(wire: WireAircraft, key: string): string[] {
  const value = wire[key];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
