/** The map and the past, against the real service or its stand-in. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Bench, paintedPixels, picture, visit, type Watched } from './browser';

let bench: Bench;
const patient = { timeout: 30_000 };

beforeAll(async () => {
  bench = await Bench.start();
});

afterAll(async () => bench?.end());

const withPage = (search: string, body: (watched: Watched) => Promise<void>, options = {}) =>
  visit(bench, options, search, body);

const parameter = (page: Watched['page'], name: string) => new URL(page.url()).searchParams.get(name);

describe('the menu of the map', () => {
  test('changes the colours, with the legend, and they stay', async () => {
    await withPage('', async ({ page }) => {
      const title = page.locator('.legend .title');
      await page.locator('[data-tool="menu"]').click();
      const colours = page.getByLabel('Colours');
      for (const [value, name] of [
        ['source', 'Source'],
        ['rate', 'Vertical rate'],
        ['speed', 'Ground speed'],
      ]) {
        await colours.selectOption(value ?? '');
        await expect.poll(() => title.textContent()).toBe(name);
      }
      await page.reload();
      await expect.poll(() => title.textContent(), patient).toBe('Ground speed');
      await page.keyboard.press('c');
      await expect.poll(() => title.textContent()).toBe('Vertical rate');
    });
  });

  test('offers only what there is, opens by key and closes by Escape', async () => {
    await withPage('', async ({ page, requests }) => {
      await page.waitForSelector('canvas.traffic', { state: 'attached' });
      await page.keyboard.press('m');
      const menu = page.locator('.menu');
      await expect.poll(() => menu.isVisible()).toBe(true);
      const offer = (await (await fetch(new URL('api/map', bench.url))).json()) as { zones: boolean };
      await expect.poll(() => menu.getByLabel('Zones').isVisible()).toBe(offer.zones);
      await menu.getByLabel('Coverage by altitude').check();
      await expect
        .poll(
          () => requests.filter(({ pathname }) => pathname.endsWith('/data/outline.json')).length,
          patient,
        )
        .toBe(5);
      await picture(page, 'coverage');
      await page.keyboard.press('Escape');
      await expect.poll(() => menu.isVisible()).toBe(false);
    });
  });
});

describe('the address', () => {
  test('of another visit is understood: filters, choices, hidden panels', async () => {
    const search = '?filterAltMin=1000&filterAltMax=60000&enableLabels=0&hideSideBar&colours=signal';
    await withPage('', async ({ page }) => {
      await page.goto(bench.url + search);
      await page.waitForSelector('canvas.traffic', { state: 'attached' });
      await expect.poll(() => page.locator('.legend .title').textContent()).toBe('Signal');
      expect(await page.locator('.panel').isVisible()).toBe(false);
      const chip = page.locator('.chip');
      await expect.poll(() => chip.isVisible()).toBe(true);
      await chip.locator('button').click();
      await expect.poll(() => chip.isVisible()).toBe(false);
      expect(parameter(page, 'hideSideBar')).toBe('');
    });
  });
});

describe('replay', () => {
  test('runs, stands still, is in the address, and ends where it began', async () => {
    await withPage('', async ({ page }) => {
      const clock = page.locator('.timebar .clock');
      await page.locator('[data-tool="replay"]').click();
      await expect.poll(() => page.locator('.timebar').isVisible(), patient).toBe(true);
      await expect.poll(() => page.locator('tr[data-hex]:not([hidden])').count(), patient).toBeGreaterThan(3);
      await expect.poll(() => parameter(page, 'replay'), patient).toMatch(/^\d{4}-\d\d-\d\d-\d\d:\d\d:\d\d$/);
      await page.getByLabel('Speed of replay').selectOption('1');
      await expect.poll(() => clock.textContent()).toMatch(/^\d\d:\d\d:\d\d UTC$/);
      await picture(page, 'replay');
      const playing = page.locator('.timebar .tool').first();
      if ((await playing.getAttribute('data-playing')) === 'true') await playing.click();
      await expect.poll(() => parameter(page, 'replayPaused')).toBe('1');
      const stands = await clock.textContent();
      await expect.poll(() => parameter(page, 'replay')).toContain(stands?.slice(0, 8));

      await page.reload();
      await expect.poll(() => clock.textContent(), patient).toBe(stands);
      await page.getByLabel('Back to now').click();
      await expect.poll(() => page.locator('.timebar').isVisible()).toBe(false);
      await expect.poll(() => parameter(page, 'replay')).toBe(null);
      await expect.poll(() => page.locator('tr[data-hex]:not([hidden])').count()).toBeGreaterThan(3);
    });
  });

  test('moves aircraft, and the arrow keys of its slider go through the day', async () => {
    await withPage('?replay&replaySpeed=1000&replayPaused=1', async ({ page }) => {
      await expect.poll(() => page.locator('.timebar').isVisible(), patient).toBe(true);
      const clock = page.locator('.timebar .clock');
      await expect.poll(() => clock.textContent()).toMatch(/UTC$/);
      const before = await clock.textContent();
      await page.keyboard.press(' ');
      await expect.poll(() => clock.textContent(), patient).not.toBe(before);
      await expect
        .poll(() => page.locator('.timebar .tool').first().getAttribute('data-playing'), { timeout: 60_000 })
        .toBe('false'); // the end of what is known
      await page.getByLabel('Time of day').press('ArrowLeft');
      await expect.poll(() => parameter(page, 'replayPaused')).toBe('1');
    });
  });
});

test('the heatmap is drawn from the history', async () => {
  await withPage('?alltracks=0&enableLabels=0', async ({ page }) => {
    await page.waitForSelector('canvas.traffic', { state: 'attached' });
    await expect.poll(() => paintedPixels(page), patient).toBeGreaterThan(50);
    expect(await paintedPixels(page, 'backdrop')).toBe(0);
    const file = page.waitForResponse(/\/heatmap\/\d\d\.bin\.ttf$/);
    await page.keyboard.press('m');
    await page.getByLabel('Heatmap', { exact: true }).check();
    expect((await file).ok()).toBe(true);
    await expect.poll(() => paintedPixels(page, 'backdrop'), patient).toBeGreaterThan(100);
    await page.keyboard.press('m');
    await picture(page, 'heatmap');
  });
});

test('the past of a selected aircraft comes from its trace', async () => {
  await withPage('', async ({ page }) => {
    await page.waitForSelector('canvas.traffic', { state: 'attached' });
    const trace = page.waitForResponse(/\/api\/trace\/~?[0-9a-f]{6}$/);
    await page.locator('tr[data-hex]:not(.unplaced)').nth(1).click();
    const { trace: points } = (await (await trace).json()) as { trace: unknown[] };
    expect(points.length).toBeGreaterThan(0);
    await page.keyboard.press('m');
    const track = page.getByLabel('Track of the selected aircraft');
    await expect.poll(() => track.locator('option').count(), patient).toBeGreaterThan(2);
    const day = (await track.locator('option').last().getAttribute('value')) ?? '';
    const another = page.waitForResponse(/\/api\/trace\/.*\?day=/);
    await track.selectOption(day);
    expect((await another).ok()).toBe(true);
    await expect.poll(() => parameter(page, 'showTrace')).toBe(day);
  });
});

test('tiles of the owner are drawn when they are chosen, with whom they are from', async () => {
  const watched = await bench.blank({ serviceWorkers: 'block' });
  const { page } = watched;
  const grey = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGOYMGECAANkAbHtuOatAAAAAElFTkSuQmCC';
  const asked: string[] = [];
  const url = `${bench.url}tile/{z}/{x}/{y}.png`;
  const tiles = [{ name: 'Pictures', kind: 'raster', url, attribution: '© somebody', maxZoom: 10 }];
  await page.route('**/api/map', (route) =>
    route.fulfill({ json: { zones: false, airports: false, tiles } }),
  );
  await page.route('**/tile/**', (route) => {
    asked.push(route.request().url());
    return route.fulfill({ body: Buffer.from(grey, 'base64'), contentType: 'image/png' });
  });
  await page.goto(bench.url);
  await page.waitForSelector('canvas.traffic', { state: 'attached' });
  expect(asked).toEqual([]); // nobody chose them yet
  await page.keyboard.press('m');
  await page.getByLabel('Map', { exact: true }).selectOption('Pictures');
  await expect.poll(() => asked.length, patient).toBeGreaterThan(0);
  await expect.poll(() => page.locator('.attribution').textContent()).toBe('© somebody');
  await page.getByLabel('Map', { exact: true }).selectOption('');
  await expect.poll(() => page.locator('.attribution').textContent()).toBe('Map: Natural Earth');
  expect(watched.complaints).toEqual([]);
  await watched.close();
});
