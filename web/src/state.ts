/** The picture of the sky: a pure value, made from the one before and what the service said. */
import type { Delta, Snapshot, WireAircraft } from './api';

export interface Position {
  readonly lat: number;
  readonly lon: number;
  /** When it was received, in seconds since 1970 on the service's clock. */
  readonly at: number;
}

export interface Aircraft {
  readonly hex: string;
  readonly wire: WireAircraft;
  /** When its last message was received, on the service's clock: an unchanged aircraft ages by itself. */
  readonly seenAt: number;
  readonly position: Position | null;
}

export interface Traffic {
  /** The service's clock at the last message; 0 before the first. */
  readonly now: number;
  /** Messages that the receiver has decoded since it started. */
  readonly messages: number;
  /** When `messages` last grew, on the service's clock. */
  readonly heardAt: number;
  /** Messages a second over the last ten seconds; null until two reports came. */
  readonly rate: number | null;
  readonly aircraft: ReadonlyMap<string, Aircraft>;
  readonly counts: readonly MessageCount[];
}

interface MessageCount {
  readonly now: number;
  readonly messages: number;
}

const rateWindowSeconds = 10;

export const emptyTraffic: Traffic = {
  now: 0,
  messages: 0,
  heardAt: 0,
  rate: null,
  aircraft: new Map(),
  counts: [],
};

/** Replaces the picture. */
export function applySnapshot(traffic: Traffic, snapshot: Snapshot): Traffic {
  return merge(traffic, snapshot, new Map());
}

/** Changes the picture; aircraft that the delta does not name stay as they are. */
export function applyDelta(traffic: Traffic, delta: Delta): Traffic {
  const aircraft = new Map(traffic.aircraft);
  for (const hex of delta.gone) aircraft.delete(hex);
  return merge(traffic, delta, aircraft);
}

/** How long the receiver has decoded nothing, in seconds. */
export function silence(traffic: Traffic): number {
  return traffic.now - traffic.heardAt;
}

function merge(traffic: Traffic, report: Snapshot, aircraft: Map<string, Aircraft>): Traffic {
  for (const wire of report.aircraft) aircraft.set(wire.hex, read(wire, report.now));
  const changed = report.messages !== traffic.messages || traffic.now === 0;
  const counts = count(traffic.counts, report);
  return {
    now: report.now,
    messages: report.messages,
    heardAt: changed ? report.now : Math.min(traffic.heardAt, report.now),
    rate: rate(counts),
    aircraft,
    counts,
  };
}

function read(wire: WireAircraft, now: number): Aircraft {
  return { hex: wire.hex, wire, seenAt: now - (wire.seen ?? 0), position: position(wire, now) };
}

function position(wire: WireAircraft, now: number): Position | null {
  if (wire.lat !== undefined && wire.lon !== undefined)
    return { lat: wire.lat, lon: wire.lon, at: now - (wire.seen_pos ?? wire.seen ?? 0) };
  const last = wire.lastPosition;
  return last ? { lat: last.lat, lon: last.lon, at: now - last.seen_pos } : null;
}

/** Keeps the counts of the window; a counter or clock that went back means that the service restarted. */
function count(counts: readonly MessageCount[], { now, messages }: Snapshot): MessageCount[] {
  const newest = counts.at(-1);
  const restarted = newest !== undefined && (messages < newest.messages || now < newest.now);
  const kept = restarted ? [] : counts.filter((one) => now - one.now <= rateWindowSeconds && one.now < now);
  return [...kept, { now, messages }];
}

function rate(counts: readonly MessageCount[]): number | null {
  const [first, last] = [counts[0], counts.at(-1)];
  if (!first || !last || last.now <= first.now) return null;
  return (last.messages - first.messages) / (last.now - first.now);
}
