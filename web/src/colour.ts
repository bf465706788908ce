/**
 * The colour of an altitude. Hues run from warm (low) to cold (high) at equal lightness in OKLCH, so that no altitude
 * shouts louder than another; lightness follows the theme, which keeps at least 3:1 against the map below.
 */
import type { Theme } from './settings';

interface Stop {
  readonly feet: number;
  readonly hue: number;
}

// Most traffic is either below 10,000 ft or around 35,000 ft: these two ranges get the widest spread of hues.
const stops: readonly Stop[] = [
  { feet: 0, hue: 38 },
  { feet: 4000, hue: 72 },
  { feet: 10000, hue: 132 },
  { feet: 20000, hue: 185 },
  { feet: 30000, hue: 245 },
  { feet: 40000, hue: 315 },
];

export const highestFeet = 40000;
/** Altitudes are coloured in steps, so that one image of an icon serves many aircraft. */
export const bandFeet = 1000;
export const groundBand = -1;
export const unknownBand = -2;

const lightness: Record<Theme, number> = { dark: 0.8, light: 0.53 };
const chroma: Record<Theme, number> = { dark: 0.135, light: 0.145 };
const grey: Record<Theme, { ground: string; unknown: string }> = {
  dark: { ground: '#a9a295', unknown: '#8fa2ab' },
  light: { ground: '#6d665a', unknown: '#5c6d75' },
};

export function altitudeBand(altitude: number | 'ground' | undefined): number {
  if (altitude === undefined) return unknownBand;
  if (altitude === 'ground') return groundBand;
  return Math.round(Math.min(highestFeet, Math.max(0, altitude)) / bandFeet);
}

export function bandColour(band: number, theme: Theme): string {
  if (band === unknownBand) return grey[theme].unknown;
  if (band === groundBand) return grey[theme].ground;
  const cache = caches[theme];
  return (cache[band] ??= oklch(lightness[theme], chroma[theme], hueAt(band * bandFeet)));
}

const caches: Record<Theme, string[]> = { dark: [], light: [] };

function hueAt(feet: number): number {
  let below = stops[0] as Stop;
  for (const stop of stops) {
    if (feet <= stop.feet)
      return below.hue + (stop.hue - below.hue) * ((feet - below.feet) / (stop.feet - below.feet || 1));
    below = stop;
  }
  return below.hue;
}

/** OKLCH to sRGB as `#rrggbb` (Björn Ottosson's matrices); colours outside sRGB lose chroma until they fit. */
export function oklch(l: number, c: number, hue: number): string {
  const angle = (hue * Math.PI) / 180;
  for (let chromaLeft = c; ; chromaLeft -= 0.005) {
    const rgb = oklabToLinear(l, chromaLeft * Math.cos(angle), chromaLeft * Math.sin(angle));
    if (chromaLeft <= 0 || rgb.every((v) => v >= -0.0005 && v <= 1.0005))
      return '#' + rgb.map((v) => toByte(v).toString(16).padStart(2, '0')).join('');
  }
}

function oklabToLinear(l: number, a: number, b: number): [number, number, number] {
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

function toByte(linear: number): number {
  const v = Math.min(1, Math.max(0, linear));
  return Math.round(255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055));
}
