/** For everybody: names, the keyboard, calm; and the page as an installed application. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Bench, visit } from './browser';

let bench: Bench;
const patient = { timeout: 30_000 };

beforeAll(async () => {
  bench = await Bench.start();
});

afterAll(async () => bench?.end());

/** Controls in view that a screen reader could only call "button" or "edit". */
function nameless(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls =
      'button, a[href], input, select, textarea, [tabindex], [role="img"], [role="dialog"], [role="group"]';
    const isShown = (one: Element) =>
      (one as HTMLElement).checkVisibility({ visibilityProperty: true }) && !one.closest('[inert]');
    const nameOf = (one: Element) => {
      const by = one.getAttribute('aria-labelledby');
      const labels = 'labels' in one ? [...((one as HTMLInputElement).labels ?? [])] : [];
      const texts = [
        one.getAttribute('aria-label'),
        by && document.getElementById(by)?.textContent,
        ...labels.map((label) => label.textContent),
      ];
      const own = one.matches('button, a, h2, pre') ? one.textContent : '';
      return [...texts, own].filter(Boolean).join('').trim();
    };
    return [...document.querySelectorAll(controls)]
      .filter((one) => isShown(one) && nameOf(one) === '')
      .map((one) => one.outerHTML.slice(0, 120));
  });
}

/** Presses Tab through the page: what had the focus, whether one could see it, and whether it came in the order of the page. */
async function tabThrough(
  page: Page,
  most: number,
): Promise<{ name: string; visible: boolean; inOrder: boolean }[]> {
  const visited: { name: string; visible: boolean; inOrder: boolean }[] = [];
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return null;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      const shared = window as unknown as { before?: Element };
      const before = shared.before;
      shared.before = one;
      return {
        name: one.getAttribute('aria-label') ?? one.textContent ?? '',
        visible: (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none',
        inOrder: !before || (before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
      };
    });
    if (!at) break;
    visited.push(at);
  }
  return visited;
}

test('every control has a name, Tab goes in the order of the page, and nothing moves for those who asked for calm', async () => {
  await visit(bench, { reducedMotion: 'reduce' }, '', async ({ page }) => {
    await page.waitForSelector('canvas.traffic', { state: 'attached' });
    const visited = await tabThrough(page, 60);
    expect(visited.length).toBeGreaterThan(15);
    expect(visited.filter(({ visible }) => !visible)).toEqual([]);
    expect(visited.filter(({ inOrder }) => !inOrder)).toEqual([]);
    const names = visited.map(({ name }) => name);
    for (const name of ['Zoom in', 'Receiver', 'Filter', 'More filters', 'Columns', 'Altitude', 'Aircraft'])
      expect(names).toContain(name);
    expect(await moving(page)).toBe(0);

    await page.locator('tr[data-hex]').nth(1).click();
    await page.locator('button[aria-label^="Alerts"]').click();
    await page.locator('.filter .tool').first().click();
    expect(await nameless(page)).toEqual([]);
    await page.getByRole('button', { name: 'Columns' }).click();
    expect(await nameless(page)).toEqual([]);
    await page.getByRole('button', { name: 'Receiver', exact: true }).click();
    await expect.poll(() => page.locator('.station .uplot').count(), patient).toBeGreaterThanOrEqual(6);
    await expect.poll(() => page.locator('.funnel').count(), patient).toBe(1);
    expect(await nameless(page)).toEqual([]);
  });
});

/** How many elements would be animated. */
function moving(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((one) => {
        const { transitionDuration, transitionProperty, animationName } = getComputedStyle(one);
        return (
          animationName !== 'none' || (transitionProperty !== 'none' && parseFloat(transitionDuration) > 0)
        );
      }).length,
  );
}

test('installed, it has what browsers ask for, keeps its own files and no data', async () => {
  const watched = await bench.blank({ serviceWorkers: 'allow' });
  const { page, complaints } = watched;
  await page.goto(bench.url);
  await page.waitForSelector('tr[data-hex]');
  const manifest = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
    return (await (await fetch(link?.href ?? '')).json()) as {
      name: string;
      display: string;
      icons: { src: string }[];
    };
  });
  expect(manifest).toMatchObject({ name: 'AdsbFeeder', display: 'standalone' });
  const icons = await page.evaluate(
    (all) => Promise.all(all.map(async (src) => (await fetch(src)).headers.get('content-type'))),
    manifest.icons.map(({ src }) => src),
  );
  expect(icons).toEqual(['image/svg+xml', 'image/svg+xml']);

  const kept = await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toContain('/');
  expect(kept.some((path) => /^\/assets\/index-.*\.js$/.test(path))).toBe(true);
  expect(kept.filter((path) => /^\/(data|api|world)\//.test(path))).toEqual([]);
  expect(complaints).toEqual([]);
  await watched.close();
});
