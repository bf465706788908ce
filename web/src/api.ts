/**
 * What the service says, and how to ask it. Every URL is relative to the page, which may be served under a path.
 * Field names and units are those of readsb's aircraft.json (feet, knots, feet a minute, degrees, dBFS).
 */
import type { Socket, SocketEvents } from './connection';

/** One aircraft as the service writes it. Absent means not known; keys this page does not know are kept. */
export interface WireAircraft {
  readonly hex: string;
  readonly type?: string;
  readonly flight?: string;
  readonly r?: string;
  readonly t?: string;
  readonly desc?: string;
  readonly alt_baro?: number | 'ground';
  readonly alt_geom?: number;
  readonly gs?: number;
  readonly ias?: number;
  readonly tas?: number;
  readonly mach?: number;
  readonly track?: number;
  readonly calc_track?: number;
  readonly true_heading?: number;
  readonly mag_heading?: number;
  readonly baro_rate?: number;
  readonly geom_rate?: number;
  readonly squawk?: string;
  readonly emergency?: string;
  readonly category?: string;
  readonly lat?: number;
  readonly lon?: number;
  readonly lastPosition?: { readonly lat: number; readonly lon: number; readonly seen_pos: number };
  readonly nic?: number;
  readonly rc?: number;
  readonly seen_pos?: number;
  readonly version?: number;
  readonly nac_p?: number;
  readonly nac_v?: number;
  readonly sil?: number;
  readonly sil_type?: string;
  readonly gva?: number;
  readonly sda?: number;
  readonly r_dst?: number;
  readonly r_dir?: number;
  readonly alert?: number;
  readonly spi?: number;
  readonly mlat?: readonly string[];
  readonly tisb?: readonly string[];
  readonly messages?: number;
  readonly seen?: number;
  readonly rssi?: number;
  readonly [key: string]: unknown;
}

/** The whole picture at `now` (seconds since 1970, the service's clock). `messages` counts from its start. */
export interface Snapshot {
  readonly now: number;
  readonly messages: number;
  readonly aircraft: readonly WireAircraft[];
}

/** What changed since the message before: whole objects of changed aircraft, addresses of those that left. */
export interface Delta extends Snapshot {
  readonly gone: readonly string[];
}

export type StreamMessage =
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly type: 'delta'; readonly delta: Delta }
  | { readonly type: 'event'; readonly event: SkyEvent };

/** Something that happened in the sky, as docs/json.md names it. */
export interface SkyEvent {
  readonly event: string;
  readonly hex: string;
  readonly flight?: string;
  readonly zone?: string;
  readonly wanted?: string;
}

export interface Receiver {
  readonly refresh: number;
  readonly lat?: number;
  readonly lon?: number;
  readonly version?: string;
  /** Whether `data/outline.json` is served. */
  readonly outlineJson?: boolean;
}

const texts = ['type', 'flight', 'r', 't', 'desc', 'squawk', 'emergency', 'category', 'sil_type'];
const numbers = [
  ...['alt_geom', 'gs', 'ias', 'tas', 'mach', 'track', 'calc_track', 'true_heading', 'mag_heading'],
  ...['baro_rate', 'geom_rate', 'lat', 'lon', 'nic', 'rc', 'seen_pos', 'version', 'nac_p', 'nac_v'],
  ...['sil', 'gva', 'sda', 'r_dst', 'r_dir', 'alert', 'spi', 'messages', 'seen', 'rssi'],
];
const address = /^~?[0-9a-f]{6}$/;

/** Reads one message of `api/stream`; null when it is not one. */
export function parseStreamMessage(text: string): StreamMessage | null {
  const value = parseJson(text);
  if (isRecord(value) && value['type'] === 'event') return readEvent(value);
  const snapshot = readSnapshot(value);
  if (!isRecord(value) || !snapshot) return null;
  if (value['type'] === 'snapshot') return { type: 'snapshot', snapshot };
  if (value['type'] !== 'delta') return null;
  const gone = Array.isArray(value['gone']) ? value['gone'].filter((hex) => typeof hex === 'string') : [];
  return { type: 'delta', delta: { ...snapshot, gone } };
}

function readEvent(value: Record<string, unknown>): StreamMessage | null {
  const { event, hex } = value;
  if (typeof event !== 'string' || typeof hex !== 'string' || !address.test(hex)) return null;
  const more = ['flight', 'zone', 'wanted'].filter((key) => typeof value[key] === 'string');
  return {
    type: 'event',
    event: { event, hex, ...Object.fromEntries(more.map((key) => [key, value[key]])) },
  };
}

/** Reads aircraft.json; null when it is not one. Aircraft without a valid address are left out. */
export function readSnapshot(value: unknown): Snapshot | null {
  if (!isRecord(value) || !isNumber(value['now']) || !Array.isArray(value['aircraft'])) return null;
  const messages = isNumber(value['messages']) ? value['messages'] : 0;
  const aircraft = value['aircraft'].map(readAircraft).filter((one) => one !== null);
  return { now: value['now'], messages, aircraft };
}

export async function fetchAircraft(signal: AbortSignal): Promise<Snapshot> {
  const snapshot = readSnapshot(await fetchJson('data/aircraft.json', signal));
  if (!snapshot) throw new Error('data/aircraft.json is not a list of aircraft');
  return snapshot;
}

export async function fetchReceiver(signal: AbortSignal): Promise<Receiver> {
  const value = await fetchJson('data/receiver.json', signal);
  if (!isRecord(value)) throw new Error('data/receiver.json is not an object');
  const { refresh, lat, lon, version, outlineJson } = value;
  return {
    refresh: isNumber(refresh) ? refresh : 1000,
    ...(isNumber(lat) && isNumber(lon) ? { lat, lon } : {}),
    ...(typeof version === 'string' ? { version } : {}),
    ...(typeof outlineJson === 'boolean' ? { outlineJson } : {}),
  };
}

/** Asks until there is an answer, less often each time. */
export async function untilTold<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  for (let wait = 1000; ; wait = Math.min(30_000, wait * 2)) {
    try {
      return await ask(AbortSignal.timeout(8000));
    } catch {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** The WebSocket address beside a page: `https://host/path/?icao=…` gives `wss://host/path/api/stream`. */
export function streamUrl(page: string): string {
  const url = new URL('api/stream', page);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.search = '';
  url.hash = '';
  return url.href;
}

/** Opens the stream; `broken` comes at least once when it ends, whatever the reason. */
export function openStream(events: SocketEvents): Socket {
  const socket = new WebSocket(streamUrl(location.href));
  socket.onmessage = ({ data }) => events.message(data);
  socket.onclose = () => events.broken();
  socket.onerror = () => events.broken();
  return socket;
}

export async function fetchJson(path: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(path, { signal, cache: 'no-store' });
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  return response.json();
}

function readAircraft(value: unknown): WireAircraft | null {
  if (!isRecord(value) || typeof value['hex'] !== 'string') return null;
  const hex = value['hex'].toLowerCase();
  if (!address.test(hex)) return null;
  const one: Record<string, unknown> = { ...value, hex };
  for (const key of numbers) if (key in one && !isNumber(one[key])) delete one[key];
  for (const key of texts) if (key in one && typeof one[key] !== 'string') delete one[key];
  if ('alt_baro' in one && !isNumber(one['alt_baro']) && one['alt_baro'] !== 'ground') delete one['alt_baro'];
  if (!isPlace(one)) delete one['lat'];
  const last = one['lastPosition'];
  if (last !== undefined && !(isRecord(last) && isPlace(last) && isNumber(last['seen_pos'])))
    delete one['lastPosition'];
  return one as WireAircraft;
}

function isPlace({ lat, lon }: Record<string, unknown>): boolean {
  return isNumber(lat) && isNumber(lon) && Math.abs(lat) <= 90 && Math.abs(lon) <= 360;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
