/** What the viewer chose; kept in the browser, never sent. */
import type { Units } from './format';

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
export function readSettings(text: string | null): Settings {
  let stored: Partial<Record<keyof Settings, unknown>> = {};
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value === 'object' && value !== null) stored = value;
  } catch {
    // An unreadable entry is the same as none.
  }
  return {
    theme: oneOf(stored.theme, ['auto', 'dark', 'light'], defaults.theme),
    units: oneOf(stored.units, ['aeronautical', 'metric', 'imperial'], defaults.units),
    labels: typeof stored.labels === 'boolean' ? stored.labels : defaults.labels,
    trails: typeof stored.trails === 'boolean' ? stored.trails : defaults.trails,
  };
}

export function loadSettings(): Settings {
  try {
    return readSettings(localStorage.getItem(key));
  } catch {
    return defaults; // storage may be forbidden
  }
}

export function storeSettings(settings: Settings): void {
  try {
    localStorage.setItem(key, JSON.stringify(settings));
  } catch {
    // Then the choice lasts as long as the page.
  }
}

function oneOf<T extends string>(value: unknown, choices: readonly T[], otherwise: T): T {
  return choices.find((choice) => choice === value) ?? otherwise;
}
