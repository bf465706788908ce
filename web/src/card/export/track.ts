/** What is exported of an aircraft: who it is, and where it was, in pieces without gaps. Pure. */
import type { TracePoint } from '../../history/trace';

export interface ExportedTrack {
  readonly hex: string;
  /** Call sign, or else the address. */
  readonly name: string;
  readonly registration: string | null;
  readonly type: string | null;
  readonly points: readonly TracePoint[];
}

export interface ExportFormat {
  readonly name: string;
  readonly extension: string;
  readonly mediaType: string;
  write(track: ExportedTrack): string;
}

const metresPerFoot = 0.3048;

/** The points in pieces: a new one after a pause of reception and where a flight begins. */
export function segments(points: readonly TracePoint[]): TracePoint[][] {
  const all: TracePoint[][] = [];
  for (const point of points) {
    const last = all.at(-1);
    if (!last || point.gap || point.begins) all.push([point]);
    else last.push(point);
  }
  return all;
}

/** Metres above the pressure level 1013.25 hPa, which is what aircraft tell; the ground is 0; null when unknown. */
export function metres({ altitude }: TracePoint): number | null {
  return altitude === 'ground'
    ? 0
    : altitude === null
      ? null
      : Math.round(altitude * metresPerFoot * 10) / 10;
}

export function isoTime({ at }: TracePoint): string {
  return new Date(Math.round(at * 1000)).toISOString();
}

/** Text for XML: marked up and without the characters that XML cannot hold. */
export function xmlText(text: string): string {
  const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g, '') // XML 1.0, 2.2
    .replace(/[&<>"]/g, (mark) => marks[mark] ?? '');
}

/** `KLM1023_4840d6_2026-11-21.gpx`: letters, digits and dashes only. */
export function fileName({ hex, name, points }: ExportedTrack, extension: string): string {
  const day = points.at(-1) ? isoTime(points.at(-1) as TracePoint).slice(0, 10) : '';
  const parts = [name, hex, day].map((part) => part.replace(/[^\w-]/g, '')).filter(Boolean);
  return `${[...new Set(parts)].join('_')}.${extension}`;
}
