/** The view in the URL, with tar1090's names: `?icao=4840d6&lat=52.1000&lon=4.3000&zoom=8.2`. */

export interface View {
  readonly lat?: number;
  readonly lon?: number;
  readonly zoom?: number;
  readonly icao?: string;
  /** A moment of the past, seconds since 1970, how fast it runs, and whether it stands. */
  readonly replay?: { readonly time: number; readonly speed: number; readonly paused: boolean } | undefined;
  /** A day whose track is shown. */
  readonly showTrace?: string | undefined;
}

/** Reads a query string; what is not understood is left out. tar1090 allows several addresses: the first counts. */
export function readView(search: string): View {
  const query = new URLSearchParams(search);
  const lat = number(query.get('lat'), -85, 85);
  const lon = number(query.get('lon'), -180, 180);
  const zoom = number(query.get('zoom'), 0, 22);
  const icao = /^~?[0-9a-f]{6}/.exec((query.get('icao') ?? '').trim().toLowerCase())?.[0];
  return {
    ...(lat !== null && lon !== null ? { lat, lon } : {}),
    ...(zoom !== null ? { zoom } : {}),
    ...(icao ? { icao } : {}),
  };
}

/** Writes the view into a query string and keeps every parameter that is not part of it. */
export function writeView(search: string, view: View): string {
  const query = new URLSearchParams(search);
  set(query, 'icao', view.icao);
  set(query, 'lat', view.lat?.toFixed(4));
  set(query, 'lon', view.lon?.toFixed(4));
  set(query, 'zoom', view.zoom?.toFixed(1));
  set(query, 'showTrace', view.showTrace);
  set(query, 'replay', view.replay && replayText(view.replay.time));
  set(query, 'replaySpeed', view.replay && String(view.replay.speed));
  set(query, 'replayPaused', view.replay?.paused ? '1' : undefined);
  const text = query.toString().replaceAll('%7E', '~').replaceAll('%3A', ':').replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}

/** 1795246208 → `2026-11-21-07:30:08`, UTC; tar1090 reads the same without the seconds. */
function replayText(time: number): string {
  return new Date(time * 1000).toISOString().slice(0, 19).replace('T', '-');
}

function set(query: URLSearchParams, name: string, value: string | undefined): void {
  if (value === undefined) query.delete(name);
  else query.set(name, value);
}

function number(text: string | null, least: number, most: number): number | null {
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) && value >= least && value <= most ? value : null;
}
