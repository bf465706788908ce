/** What the service tells of itself: `api/status`, `api/receivers`, `api/feeds`, `api/reception` (docs/monitoring.md, docs/feeding.md). */
import { fetchJson, isNumber, isRecord } from '../api';

export interface Status {
  readonly version: string;
  readonly uptime: number;
  readonly reasons: readonly string[];
  readonly setup: Setup;
  readonly faults: readonly { readonly time: number; readonly level: string; readonly message: string }[];
}

export interface Setup {
  /** `none`, `simulator`, `rtlsdr` … of each receiver. */
  readonly sources: readonly string[];
  readonly place: boolean;
  readonly feeds: number;
  readonly database: boolean;
  readonly zones: number;
  readonly localOnly: boolean;
}

export interface Radio {
  readonly name: string;
  readonly source: string;
  readonly state: string;
  readonly message: string;
  readonly gain: string;
  readonly gainReason: string;
  readonly frames: number;
  readonly reconnects: number;
  readonly samplesLost: number;
}

/** A feed of ours, a client of an output, or a sender to an input. */
export interface Peer {
  readonly name: string;
  readonly what: string;
  readonly state: string;
  readonly since: number;
  readonly frames: number;
  readonly bytes: number;
  readonly lost: number;
  readonly note: string;
}

export interface Peers {
  readonly feeds: readonly Peer[];
  readonly clients: readonly Peer[];
  readonly senders: readonly Peer[];
}

type Fields = Record<string, unknown>;

export async function fetchStatus(signal: AbortSignal): Promise<Status> {
  return readStatus(await fetchJson('api/status', signal));
}

export async function fetchRadios(signal: AbortSignal): Promise<Radio[]> {
  return readRadios(await fetchJson('api/receivers', signal));
}

export async function fetchPeers(signal: AbortSignal): Promise<Peers> {
  return readPeers(await fetchJson('api/feeds', signal));
}

export function readStatus(value: unknown): Status {
  const status = record(value);
  const setup = record(status['setup']);
  return {
    version: text(status['version']),
    uptime: number(status['uptime']),
    reasons: texts(status['reasons']),
    setup: {
      sources: texts(setup['sources']),
      place: setup['place'] !== false, // a service that does not say is not blamed
      feeds: isNumber(setup['feeds']) ? setup['feeds'] : 1,
      database: setup['database'] !== false,
      zones: number(setup['zones']),
      localOnly: setup['local_only'] === true,
    },
    faults: list(status['faults']).map(({ time, level, message }) => ({
      time: number(time),
      level: text(level),
      message: text(message),
    })),
  };
}

export function readRadios(value: unknown): Radio[] {
  return list(record(value)['receivers']).map((one) => ({
    name: text(one['receiver']),
    source: text(one['source']),
    state: text(one['state']) || 'receiving',
    message: text(one['message']),
    gain: isNumber(one['gain_db']) ? `${one['gain_db']} dB` : text(one['gain']),
    gainReason: text(one['gain_reason']),
    frames: number(one['frames']),
    reconnects: number(one['reconnects']),
    samplesLost: number(one['samples_lost']) + number(one['samples_dropped']),
  }));
}

export function readPeers(value: unknown): Peers {
  const all = record(value);
  return {
    feeds: list(all['feeds']).map((feed) => ({
      name: text(feed['name']),
      what: [text(feed['protocol']), text(feed['target'])].filter(Boolean).join(' · '),
      state: text(feed['state']),
      since: number(feed['since']),
      frames: Object.values(record(feed['frames'])).reduce<number>((sum, one) => sum + number(one), 0),
      bytes: number(feed['bytes']),
      lost: number(feed['dropped_frames']),
      note: feed['state'] === 'up' ? '' : text(feed['last_error']),
    })),
    clients: list(all['clients']).map((client) => connection(client, text(client['output']))),
    senders: list(all['senders']).map((sender) => connection(sender, text(sender['port']))),
  };
}

function connection(one: Fields, what: string): Peer {
  return {
    name: text(one['program']) || text(one['remote']),
    what,
    state: 'up',
    since: number(one['since']),
    frames: number(one['frames']),
    bytes: number(one['bytes']),
    lost: number(one['dropped_frames']),
    note: text(one['program']) ? text(one['remote']) : '',
  };
}

function record(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

function list(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function number(value: unknown): number {
  return isNumber(value) ? value : 0;
}
