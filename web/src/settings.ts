/** What the viewer chose; kept in the browser, never sent. */
import { isRecord } from './api';
import { colourings, type ColourBy } from './colouring';
import type { Units } from './format';
import { load, store } from './storage';

export type Theme = 'dark' | 'light';
export type ThemeChoice = 'auto' | Theme;

export interface Settings {
  readonly theme: ThemeChoice;
  readonly units: Units;
  readonly labels: boolean;
  readonly trails: boolean;
  readonly colours: ColourBy;
  readonly rings: boolean;
  readonly outline: boolean;
  readonly zones: boolean;
  readonly airports: boolean;
  readonly heatmap: boolean;
  readonly heatHours: number;
  /** Name of the tiles under the traffic; empty for the built-in map. */
  readonly tiles: string;
}

export const heatChoices: readonly number[] = [1, 6, 24, 72];

export const defaults: Settings = {
  theme: 'auto',
  units: 'aeronautical',
  labels: true,
  trails: true,
  colours: 'altitude',
  rings: true,
  outline: false,
  zones: true,
  airports: true,
  heatmap: false,
  heatHours: 24,
  tiles: '',
};

const key = 'adsbfeeder.settings';

/** Reads what was stored; anything that is not a valid choice becomes the default. */
export function readSettings(value: unknown): Settings {
  const stored: Partial<Record<keyof Settings, unknown>> = isRecord(value) ? value : {};
  return {
    theme: oneOf(stored.theme, ['auto', 'dark', 'light'], defaults.theme),
    units: oneOf(stored.units, ['aeronautical', 'metric', 'imperial'], defaults.units),
    labels: flag(stored.labels, defaults.labels),
    trails: flag(stored.trails, defaults.trails),
    colours: oneOf(stored.colours, colourings, defaults.colours),
    rings: flag(stored.rings, defaults.rings),
    outline: flag(stored.outline, defaults.outline),
    zones: flag(stored.zones, defaults.zones),
    airports: flag(stored.airports, defaults.airports),
    heatmap: flag(stored.heatmap, defaults.heatmap),
    heatHours: heatChoices.find((hours) => hours === stored.heatHours) ?? defaults.heatHours,
    tiles: typeof stored.tiles === 'string' ? stored.tiles : defaults.tiles,
  };
}

export const loadSettings = (): Settings => load(key, readSettings);
export const storeSettings = (settings: Settings): void => store(key, settings);

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}

function oneOf<T extends string>(value: unknown, choices: readonly T[], otherwise: T): T {
  return choices.find((choice) => choice === value) ?? otherwise;
}
