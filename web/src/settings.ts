/** What the viewer chose; kept in the browser, never sent. */
import { isRecord } from './api';
import type { Units } from './format';
import { load, store } from './storage';

export type Theme = 'dark' | 'light';
export type ThemeChoice = 'auto' | Theme;

export interface Settings {
  readonly theme: ThemeChoice;
  readonly units: Units;
  readonly labels: boolean;
  readonly trails: boolean;
}

export const defaults: Settings = { theme: 'auto', units: 'aeronautical', labels: true, trails: true };

const key = 'adsbfeeder.settings';

/** Reads what was stored; anything that is not a valid choice becomes the default. */
export function readSettings(value: unknown): Settings {
  const stored: Partial<Record<keyof Settings, unknown>> = isRecord(value) ? value : {};
  return {
    theme: oneOf(stored.theme, ['auto', 'dark', 'light'], defaults.theme),
    units: oneOf(stored.units, ['aeronautical', 'metric', 'imperial'], defaults.units),
    labels: typeof stored.labels === 'boolean' ? stored.labels : defaults.labels,
    trails: typeof stored.trails === 'boolean' ? stored.trails : defaults.trails,
  };
}

export const loadSettings = (): Settings => load(key, readSettings);
export const storeSettings = (settings: Settings): void => store(key, settings);

function oneOf<T extends string>(value: unknown, choices: readonly T[], otherwise: T): T {
  return choices.find((choice) => choice === value) ?? otherwise;
}
