/** What colours say: altitude, or speed, source, signal or vertical rate. Shades are small numbers, so that icons are shared. Pure. */
import { altitudeOf, verticalRateOf } from './aircraft';
import type { WireAircraft } from './api';
import { altitudeBand, bandColour, bandFeet, groundBand, highestFeet, oklch, unknownBand } from './colour';
import { integer, speed as speedIn, verticalRate, type Units } from './format';
import type { Theme } from './settings';
import { colourWords, sourceGroups } from './strings';

export const colourings = ['altitude', 'speed', 'rate', 'signal', 'source'] as const;
export type ColourBy = (typeof colourings)[number];

/** A scale from low to high, in steps. */
interface Scale {
  readonly least: number;
  readonly most: number;
  readonly step: number;
  value(wire: WireAircraft): number | undefined;
  hue(share: number): number;
  chroma(share: number): number;
}

const full = 1;
const scales: Record<'speed' | 'signal' | 'rate', Scale> = {
  speed: {
    ...{ least: 0, most: 600, step: 20 },
    value: ({ gs }) => gs,
    hue: (share) => 38 + share * 277,
    chroma: () => full,
  },
  signal: {
    ...{ least: -36, most: 0, step: 1 },
    value: ({ rssi }) => rssi,
    hue: (share) => 300 - share * 262,
    chroma: () => full,
  },
  // Down is warm, up is cold, level is grey: what changes its height stands out.
  rate: {
    ...{ least: -2400, most: 2400, step: 200 },
    value: (wire) => (altitudeOf(wire) === 'ground' ? undefined : verticalRateOf(wire)),
    hue: (share) => (share < 0.5 ? 45 : 250),
    chroma: (share) => Math.min(full, 0.15 + Math.abs(share - 0.5) * 2.4),
  },
};

type SourceGroup = keyof typeof sourceGroups;
const groupNames = Object.keys(sourceGroups) as SourceGroup[];
const groupHues: Record<SourceGroup, number> = {
  adsb: 245,
  adsr: 185,
  tisb: 132,
  mlat: 38,
  modeS: 315,
  other: 72,
};

const lightness: Record<Theme, number> = { dark: 0.8, light: 0.53 };
const chroma: Record<Theme, number> = { dark: 0.135, light: 0.145 };

/** The shade of an aircraft; `groundBand` and `unknownBand` where the value says so. */
export function shadeOf(wire: WireAircraft, by: ColourBy): number {
  if (by === 'altitude') return altitudeBand(altitudeOf(wire));
  if (by === 'source') return wire.type === undefined ? unknownBand : groupNames.indexOf(groupOf(wire.type));
  const { least, most, step, value } = scales[by];
  const known = value(wire);
  if (known === undefined) return altitudeOf(wire) === 'ground' ? groundBand : unknownBand;
  return Math.round((Math.min(most, Math.max(least, known)) - least) / step);
}

const caches = new Map<string, string>();

export function shadeColour(by: ColourBy, shade: number, theme: Theme): string {
  if (by === 'altitude' || shade < 0) return bandColour(shade, theme);
  const key = `${by} ${shade} ${theme}`;
  let colour = caches.get(key);
  if (!colour) caches.set(key, (colour = make(by, shade, theme)));
  return colour;
}

function make(by: Exclude<ColourBy, 'altitude'>, shade: number, theme: Theme): string {
  if (by === 'source') return oklch(lightness[theme], chroma[theme], groupHues[groupNames[shade] ?? 'other']);
  const scale = scales[by];
  const share = (shade * scale.step) / (scale.most - scale.least);
  return oklch(lightness[theme], chroma[theme] * scale.chroma(share), scale.hue(share));
}

function groupOf(type: string): SourceGroup {
  if (type.startsWith('adsb')) return 'adsb';
  if (type.startsWith('adsr')) return 'adsr';
  if (type.startsWith('tisb')) return 'tisb';
  if (type === 'mlat') return 'mlat';
  return type.startsWith('mode') ? 'modeS' : 'other';
}

/** What the legend draws: a bar with figures below it, or a row of names. */
export interface Key {
  readonly title: string;
  readonly ground: boolean;
  readonly bar: readonly string[];
  readonly ticks: readonly string[];
  readonly unit: string;
  readonly names: readonly { readonly text: string; readonly colour: string }[];
}

export function keyOf(by: ColourBy, theme: Theme, units: Units): Key {
  const title = colourWords[by];
  const none = { title, ground: false, bar: [], ticks: [], unit: '', names: [] };
  if (by === 'source')
    return {
      ...none,
      names: groupNames.map((name, i) => ({ text: sourceGroups[name], colour: shadeColour(by, i, theme) })),
    };
  const steps =
    by === 'altitude' ? highestFeet / bandFeet : (scales[by].most - scales[by].least) / scales[by].step;
  const bar = Array.from({ length: steps + 1 }, (_, i) => shadeColour(by, i, theme));
  return { ...none, ground: by === 'altitude' || by === 'speed', bar, ...figures(by, units) };
}

function figures(by: Exclude<ColourBy, 'source'>, units: Units): { ticks: string[]; unit: string } {
  if (by === 'altitude') {
    const metric = units === 'metric';
    const ticks = [0, 10_000, 20_000, 30_000, 40_000].map((feet) =>
      integer(metric ? (feet * 0.3048) / 1000 : feet / 1000),
    );
    return { ticks: ticks.map((text, i) => (i === 4 ? `${text}+` : text)), unit: metric ? 'km' : '1000 ft' };
  }
  if (by === 'signal') return { ticks: ['\u221236', '\u221227', '\u221218', '\u22129', '0'], unit: 'dBFS' };
  const { least, most } = scales[by];
  const values = Array.from({ length: 5 }, (_, i) => least + ((most - least) * i) / 4);
  const quantities = values.map((value) =>
    by === 'speed' ? speedIn(value, units) : verticalRate(value, units),
  );
  return { ticks: quantities.map(({ text }) => text), unit: quantities[0]?.unit ?? '' };
}
