/** The past of the selected aircraft: curves of the last minutes, the profile of the flight, and its export. */
import { altitudeOf, callsign } from '../aircraft';
import { button, element, setText } from '../dom';
import * as format from '../format';
import type { Units } from '../format';
import { fetchTrace, lastFlight, type TracePoint } from '../history/trace';
import type { Aircraft } from '../state';
import { trackWords as words } from '../strings';
import { curve, picture, spread } from './curve';
import { csv } from './export/csv';
import { geojson } from './export/geojson';
import { gpx } from './export/gpx';
import { kml } from './export/kml';
import { fileName, type ExportFormat } from './export/track';
import type { Sample } from './signals';

const sparkSeconds = 900;
const gapSeconds = 90;
const refreshSeconds = 30;
const sparkSize = [90, 22] as const;
const profileSize = [280, 74] as const;
const formats: readonly ExportFormat[] = [gpx, kml, csv, geojson];

export interface TrackContext {
  readonly now: number;
  readonly units: Units;
  readonly signals: readonly Sample[];
}

export class TrackView {
  private hex = '';
  private aircraft: Aircraft | null = null;
  private points: readonly TracePoint[] = [];
  private askedAt = 0;
  private readonly altitude = new Spark(words.altitude, 200);
  private readonly speed = new Spark(words.speed, 10);
  private readonly signal = new Spark(words.signal, 4);
  private readonly profile = picture(profileSize, words.profile);
  private readonly begin = element('span');
  private readonly top = element('span');
  private readonly end = element('span');
  readonly sparks = element(
    'div',
    { class: 'sparks' },
    this.altitude.root,
    this.speed.root,
    this.signal.root,
  );
  readonly profileBox: HTMLElement;
  readonly exports: HTMLElement;

  constructor() {
    const key = element('small', { class: 'key', 'aria-hidden': 'true' });
    key.append(element('i', { class: 'one' }), words.altitude, element('i', { class: 'two' }), words.speed);
    const ends = element('div', { class: 'ends', 'aria-hidden': 'true' }, this.begin, this.top, this.end);
    this.profileBox = element(
      'section',
      { class: 'profile', hidden: '' },
      element('h3', {}, words.profile, key),
      ends,
    );
    this.profileBox.append(this.profile.svg);
    const exports = formats.map((one) => {
      const made = button(words.exportAs(one.name), 'export', one.name);
      made.addEventListener('click', () => void this.export(one));
      return made;
    });
    this.exports = element('section', {}, element('h3', {}, words.export), ...exports);
  }

  show(aircraft: Aircraft, context: TrackContext): void {
    if (aircraft.hex !== this.hex) {
      this.hex = aircraft.hex;
      this.points = [];
      this.askedAt = 0;
    }
    this.aircraft = aircraft;
    if (aircraft.position && context.now - this.askedAt > refreshSeconds) {
      this.askedAt = context.now;
      void this.ask(aircraft.hex);
    }
    this.draw(context);
  }

  private async ask(hex: string): Promise<void> {
    try {
      const points = await fetchTrace(hex, AbortSignal.timeout(10_000));
      if (hex === this.hex) this.points = points;
    } catch {
      // The curves stay as they are; it is asked for again.
    }
  }

  private draw({ now, units, signals }: TrackContext): void {
    const flight = lastFlight(this.points);
    const heights = [...flight.flatMap(heightOf), ...this.live(now, (one) => feetOf(altitudeOf(one.wire)))];
    const speeds = [
      ...flight.flatMap(({ at, knots }) => (knots === null ? [] : [{ at, value: knots }])),
      ...this.live(now, ({ wire }) => wire.gs),
    ];
    const lately = (samples: readonly Sample[]) => samples.filter(({ at }) => at > now - sparkSeconds);
    this.altitude.show(lately(heights), (feet) => format.joined(format.altitude(feet, units)));
    this.speed.show(lately(speeds), (knots) => format.joined(format.speed(knots, units)));
    this.signal.show(signals, (dbfs) => `${format.decimal(dbfs, 1)} dBFS`);
    this.profileBox.hidden = heights.length < 3;
    if (!this.profileBox.hidden) this.drawProfile(heights, speeds, units);
  }

  private drawProfile(heights: readonly Sample[], speeds: readonly Sample[], units: Units): void {
    const [first, last] = [heights[0], heights.at(-1)];
    if (!first || !last) return;
    const [, most] = spread(heights, 500);
    const line = curve(heights, profileSize, [0, most], gapSeconds * 4);
    const [area, altitude, speed] = this.profile.paths;
    area?.setAttribute('d', `${line.replaceAll(/(?<!^)M/g, 'L')}V${profileSize[1]}H0Z`);
    altitude?.setAttribute('d', line);
    speed?.setAttribute('d', curve(speeds, profileSize, [0, spread(speeds, 50)[1]], gapSeconds * 4));
    const highest = Math.max(...heights.map(({ value }) => value));
    setText(this.begin, clock(first.at));
    setText(this.top, words.upTo(format.joined(format.altitude(highest, units))));
    setText(this.end, clock(last.at));
    this.profile.svg.setAttribute(
      'aria-label',
      words.profileSaid(format.joined(format.altitude(highest, units)), format.age(last.at - first.at)),
    );
  }

  /** The newest value, which the trace does not have yet. */
  private live(now: number, read: (aircraft: Aircraft) => number | undefined): Sample[] {
    const value = this.aircraft ? read(this.aircraft) : undefined;
    const at = this.aircraft?.seenAt ?? now;
    return value === undefined || at <= (this.points.at(-1)?.at ?? 0) ? [] : [{ at, value }];
  }

  private async export(to: ExportFormat): Promise<void> {
    const { aircraft } = this;
    if (!aircraft) return;
    await this.ask(aircraft.hex);
    const { hex, wire } = aircraft;
    const name = callsign(wire) ?? hex.toUpperCase();
    const track = { hex, name, registration: wire.r ?? null, type: wire.t ?? null, points: this.points };
    const url = URL.createObjectURL(new Blob([to.write(track)], { type: to.mediaType }));
    element('a', { href: url, download: fileName(track, to.extension) }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000); // some browsers read it only after the viewer has said where to
  }
}

/** A name, a small curve, and its ends in words for those who do not see it. */
class Spark {
  private readonly drawn: ReturnType<typeof picture>;
  readonly root: HTMLElement;

  constructor(
    private readonly name: string,
    private readonly leastSpread: number,
  ) {
    this.drawn = picture(sparkSize, name);
    this.root = element('figure', {}, element('figcaption', {}, name));
    this.root.append(this.drawn.svg);
  }

  show(samples: readonly Sample[], write: (value: number) => string): void {
    const { svg, paths } = this.drawn;
    this.root.classList.toggle('none', samples.length < 2);
    const range = samples.length > 0 ? spread(samples, this.leastSpread) : ([0, 1] as const);
    paths[1]?.setAttribute('d', samples.length < 2 ? '' : curve(samples, sparkSize, range, gapSeconds));
    const values = samples.map(({ value }) => value);
    const said =
      values.length > 0 ? words.between(write(Math.min(...values)), write(Math.max(...values))) : '–';
    const label = `${this.name}: ${said}`;
    if (svg.getAttribute('aria-label') !== label) svg.setAttribute('aria-label', label);
    this.root.title = label;
  }
}

function heightOf({ at, altitude }: TracePoint): Sample[] {
  const value = feetOf(altitude ?? undefined);
  return value === undefined ? [] : [{ at, value }];
}

function feetOf(altitude: number | 'ground' | undefined): number | undefined {
  return altitude === 'ground' ? 0 : altitude;
}

function clock(seconds: number): string {
  return new Date(seconds * 1000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}
