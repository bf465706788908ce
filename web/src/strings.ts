/** Every English sentence of the page. */
import type { Emergency, Kind } from './aircraft';
import type { LinkState } from './connection';
import type { Units } from './format';
import type { ThemeChoice } from './settings';

export const strings = {
  title: 'AdsbFeeder',
  map: 'Map of aircraft',
  mapFailed: 'The map cannot be drawn: this browser has no WebGL 2. The list still works.',
  aircraftList: 'Aircraft',
  filter: 'Filter',
  filterHint: 'Callsign, hex, squawk, type…',
  clearFilter: 'Clear the filter',
  noMatch: 'No aircraft matches the filter.',
  noAircraft: 'No aircraft heard yet.',
  close: 'Close',
  follow: 'Follow',
  home: 'Back to the receiver',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  labels: 'Labels',
  trails: 'Trails',
  resize: 'Width of the list',
  altitude: 'Altitude',
  ground: 'ground',
  shown: (shown: number, all: number) => (shown === all ? `${all}` : `${shown} of ${all}`),
  emergencies: (count: number) => (count === 1 ? 'Emergency' : `${count} emergencies`),
  details: (name: string) => `Details of ${name}`,
  attribution: 'Map: Natural Earth',
  aircraft: 'aircraft',
  positions: 'with position',
  messageRate: 'messages/s',
  farthest: 'farthest',
  gone: 'This aircraft is no longer received.',
} as const;

export const statusWords: Record<LinkState | 'silent', { name: string; hint: string }> = {
  connecting: { name: 'Connecting', hint: 'Waiting for the first data' },
  live: { name: 'Connected', hint: 'Updates arrive as they happen' },
  polling: { name: 'Polling', hint: 'No live connection: asking once a second' },
  lost: { name: 'Connection lost', hint: 'The service does not answer; trying again' },
  silent: { name: 'Receiver silent', hint: 'The service answers, but decodes no messages' },
};

export const columnWords = {
  flight: ['Callsign', 'Callsign'],
  hex: ['Hex', 'ICAO address'],
  squawk: ['Sqk', 'Squawk'],
  altitude: ['Alt', 'Altitude'],
  speed: ['Spd', 'Ground speed'],
  rate: ['V/S', 'Vertical rate'],
  distance: ['Dist', 'Distance from the receiver'],
  messages: ['Msgs', 'Messages received'],
  seen: ['Seen', 'Time since the last message'],
  rssi: ['RSSI', 'Signal strength in dBFS'],
} as const;

export const themeWords: Record<ThemeChoice, string> = {
  auto: 'Theme: automatic',
  dark: 'Theme: dark',
  light: 'Theme: light',
};

export const unitWords: Record<Units, readonly [short: string, long: string]> = {
  aeronautical: ['ft kt', 'Units: aeronautical'],
  metric: ['m km/h', 'Units: metric'],
  imperial: ['ft mph', 'Units: imperial'],
};

export const emergencyWords: Record<Emergency, string> = {
  general: 'Emergency',
  nordo: 'Radio failure',
  unlawful: 'Unlawful interference',
  lifeguard: 'Medical flight',
  minfuel: 'Minimum fuel',
  downed: 'Downed aircraft',
};

export const kindWords: Record<Kind, string> = {
  heavy: 'Heavy jet',
  jet: 'Airliner',
  light: 'Light aircraft',
  fast: 'High performance',
  rotorcraft: 'Rotorcraft',
  glider: 'Glider',
  balloon: 'Balloon',
  drone: 'Drone',
  ground: 'Ground vehicle',
  obstacle: 'Obstacle',
  unknown: 'Aircraft',
};

/** Emitter categories of DO-260B 2.2.3.2.5.2. */
export const categoryWords: Readonly<Record<string, string>> = {
  A1: 'light, under 7 t',
  A2: 'small, 7 to 34 t',
  A3: 'large, 34 to 136 t',
  A4: 'high vortex',
  A5: 'heavy, over 136 t',
  A6: 'high performance',
  A7: 'rotorcraft',
  B1: 'glider',
  B2: 'lighter than air',
  B3: 'parachutist',
  B4: 'ultralight',
  B6: 'unmanned',
  B7: 'space vehicle',
  C1: 'emergency vehicle',
  C2: 'service vehicle',
  C3: 'point obstacle',
  C4: 'cluster obstacle',
  C5: 'line obstacle',
};

export const sourceWords: Readonly<Record<string, string>> = {
  adsb_icao: 'ADS-B',
  adsb_icao_nt: 'ADS-B, no transponder',
  adsb_other: 'ADS-B, other address',
  adsr_icao: 'ADS-R rebroadcast',
  adsr_other: 'ADS-R, other address',
  tisb_icao: 'TIS-B',
  tisb_trackfile: 'TIS-B track',
  tisb_other: 'TIS-B, other address',
  adsc: 'ADS-C',
  mlat: 'Multilateration',
  mode_s: 'Mode S',
  mode_ac: 'Mode A/C',
  other: 'Other',
  unknown: 'Unknown',
};

export const navModeWords: Readonly<Record<string, string>> = {
  autopilot: 'autopilot',
  vnav: 'VNAV',
  althold: 'altitude hold',
  approach: 'approach',
  lnav: 'LNAV',
  tcas: 'TCAS',
};

export const integrityWords = {
  unknown: 'unknown',
  within: (length: string) => `surely within ${length}`,
  accurate: (length: string) => `better than ${length}`,
  wrong: (chance: string, per: string) => `chance of a wrong position ${chance}${per}`,
  perHour: ' an hour',
  perSample: ' a report',
  assurance: [
    'no assurance',
    'minor failures at most',
    'major failures at most',
    'hazardous failures at most',
  ],
} as const;

export const detailWords = {
  groups: {
    place: 'Position',
    height: 'Altitude',
    motion: 'Speed and direction',
    autopilot: 'Autopilot',
    identity: 'Identity',
    integrity: 'Integrity',
    signal: 'Reception',
    other: 'Other',
  },
  latLon: 'Position',
  positionAge: 'Received',
  ago: (age: string) => `${age} ago`,
  distance: 'From the receiver',
  estimate: 'Rough estimate',
  altBaro: 'Barometric',
  altGeom: 'Geometric',
  baroRate: 'Barometric rate',
  geomRate: 'Geometric rate',
  rate: 'Vertical rate',
  gs: 'Ground speed',
  tas: 'True airspeed',
  ias: 'Indicated airspeed',
  mach: 'Mach',
  track: 'Track',
  calcTrack: 'Track (computed)',
  trueHeading: 'True heading',
  magHeading: 'Magnetic heading',
  trackRate: 'Track rate',
  roll: 'Roll',
  wind: 'Wind',
  oat: 'Outside air',
  tat: 'Total air temperature',
  mcp: 'Selected altitude',
  fms: 'FMS altitude',
  qnh: 'QNH',
  navHeading: 'Selected heading',
  modes: 'Modes',
  hex: 'ICAO address',
  registration: 'Registration',
  type: 'Type',
  category: 'Category',
  squawk: 'Squawk',
  emergency: 'Emergency',
  version: 'ADS-B version',
  flags: 'Flags',
  alert: 'alert',
  ident: 'ident',
  military: 'military',
  nic: 'NIC',
  nicBaro: 'Barometer',
  crossChecked: 'cross-checked',
  notCrossChecked: 'not cross-checked',
  nacp: 'NACp',
  nacv: 'NACv',
  gva: 'GVA',
  sil: 'SIL',
  sda: 'SDA',
  source: 'Source',
  rssi: 'Signal',
  messages: 'Messages',
  seen: 'Last message',
  byMlat: 'By multilateration',
  byTisb: 'By TIS-B',
} as const;
