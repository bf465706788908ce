import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast } from './contrast';

const css = readFileSync(new URL('../src/styles/page.css', import.meta.url), 'utf8');
const tokensOf = (selector: string) => {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name ?? '', value ?? '']),
  );
};
const grounds = ['ground', 'ground-2'];
/** What is written or drawn, on what, and the least contrast of WCAG 2.2: 4.5 for text (1.4.3), 3 for what is drawn (1.4.11). */
const pairs: readonly (readonly [front: string, grounds: readonly string[], least: number])[] = [
  ['text', [...grounds, 'ground-3', 'accent-ground', 'alarm-ground'], 4.5],
  ['text-2', [...grounds, 'accent-ground'], 4.5],
  ['accent', grounds, 4.5],
  ['alarm', ['ground', 'alarm-ground'], 4.5],
  ['alarm-ink', ['alarm'], 4.5],
  ['ground', ['accent'], 4.5],
  ...['edge', 'good', 'warn', 'series-1', 'series-2', 'series-3'].map(
    (drawn) => [drawn, grounds, 3] as const,
  ),
];

describe.each([
  ['light', ':root'],
  ['dark', ":root[data-theme='dark']"],
])('in the %s', (_, selector) => {
  const tokens = tokensOf(selector);

  test.each(pairs.flatMap(([front, all, least]) => all.map((ground) => [front, ground, least] as const)))(
    '%s on %s is %d to 1',
    (front, ground, least) =>
      expect(contrast(tokens.get(front) ?? '', tokens.get(ground) ?? '')).toBeGreaterThanOrEqual(least),
  );
});
