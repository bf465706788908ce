/** Everything around the map, in a real browser: filter, columns, the card, exports, the receiver page, alerts. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { artifacts, Bench, column, visit } from './browser';

let bench: Bench;
const patient = { timeout: 30_000 };

beforeAll(async () => {
  bench = await Bench.start();
});

afterAll(async () => bench?.end());

const number = (text: string) => Number(text.replace('\u2212', '-').replace(/[^\d.-]/g, ''));
const shoot = (page: Page, name: string) => page.screenshot({ path: `${artifacts}${name}.png` });
const box = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true });

test('the filter keeps altitudes in the units of the viewer, counts what is asked for, and lets go of it', async () => {
  await visit(bench, {}, '', async ({ page }) => {
    const opener = page.locator('.filter .tool').first();
    await opener.click();
    await page.getByLabel('Altitude from').fill('20000');
    const altitudes = async () => (await column(page, 'altitude')).map(number);
    await expect.poll(async () => Math.min(...(await altitudes())), patient).toBeGreaterThanOrEqual(20_000);
    expect(await page.locator('.badge').textContent()).toBe('1');
    await shoot(page, 'filter');

    await page.locator('[data-setting="units"]').click();
    expect(number(await page.getByLabel('Altitude from').inputValue())).toBeCloseTo(6096, 0);
    await page.locator('.criteria select').first().selectOption('mlat');
    await expect.poll(() => page.locator('.badge').textContent()).toBe('2');
    await page.getByRole('button', { name: 'Clear these filters' }).click();
    await expect.poll(() => page.locator('.badge').isVisible()).toBe(false);
    expect(await page.locator('.filter .count').textContent()).toMatch(/^\d+$/);
    await page.keyboard.press('Escape');
    expect(await opener.getAttribute('aria-expanded')).toBe('false');
  });
});

test('columns are chosen and sorted by, and are there again on the next visit, with only what is in view', async () => {
  await visit(bench, {}, '', async ({ page }) => {
    await page.getByRole('button', { name: 'Columns' }).click();
    for (const name of ['Source of the data', 'Track', 'Bearing from the receiver'])
      await box(page, name).check();
    await box(page, 'Messages received').uncheck();
    const heads = () =>
      page.locator('.table th').evaluateAll((all) => all.map((one) => one.getAttribute('data-column')));
    const chosen = await heads();
    expect(chosen.join(' ')).toBe(
      'flight hex squawk source altitude speed rate track distance bearing seen rssi',
    );
    await page.locator('th[data-column="track"] button').click();
    const tracks = (await column(page, 'track')).filter(Boolean).map(number);
    expect(tracks).toEqual([...tracks].sort((a, b) => a - b));
    await shoot(page, 'columns');

    await page.goto(`${bench.url}?lat=0&lon=-120&zoom=9`);
    await page.waitForSelector('tr[data-hex]');
    expect(await heads()).toEqual(chosen);
    expect(await page.locator('th[data-column="track"]').getAttribute('aria-sort')).toBe('ascending');
    await page.locator('.filter .tool').first().click();
    await box(page, 'On the map in view').check();
    await expect.poll(() => page.locator('.empty').isVisible(), patient).toBe(true); // nobody flies over the Pacific
  });
});

test('the card draws the flight, follows, gives its address, and exports in four forms', async () => {
  const allowed = { acceptDownloads: true, permissions: ['clipboard-read', 'clipboard-write'] };
  await visit(bench, allowed, '', async ({ page }) => {
    await page.waitForSelector('canvas.traffic', { state: 'attached' });
    await page.locator('tr[data-hex]:not(.unplaced):not(.old)').nth(5).click();
    const hex = (await page.locator('.details').getAttribute('data-hex')) ?? '';
    await expect.poll(() => page.locator('.profile').isVisible(), patient).toBe(true);
    await expect.poll(() => page.locator('.sparks path.first[d^="M"]').count(), patient).toBeGreaterThan(1);
    const follow = page.getByRole('button', { name: 'Follow' });
    await follow.click();
    expect(await follow.getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: 'Copy the address of this view' }).click();
    await expect.poll(() => page.locator('.said').textContent(), patient).toMatch(/copied/);
    const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    expect([copied.origin, copied.searchParams.get('icao')]).toEqual([new URL(bench.url).origin, hex]);
    await shoot(page, 'flight');

    const [gpx, kml, csv, geojson] = await download(page, ['GPX', 'KML', 'CSV', 'GeoJSON']);
    const counts = await page.evaluate(
      ([gpx = '', kml = '']) => {
        const read = (text: string) => new DOMParser().parseFromString(text, 'application/xml');
        const [first, second] = [read(gpx), read(kml)];
        const tracks = first.getElementsByTagNameNS('http://www.topografix.com/GPX/1/1', 'trkpt');
        const places = second.getElementsByTagNameNS('http://www.google.com/kml/ext/2.2', 'coord');
        const isBroken = [first, second].some((one) => one.querySelector('parsererror'));
        return isBroken ? null : [tracks.length, places.length];
      },
      [gpx ?? '', kml ?? ''],
    );
    expect(gpx).toContain(`<desc>${hex}</desc>`);
    expect(Math.min(...(counts ?? [0]))).toBeGreaterThan(1);
    expect(csv?.split('\r\n').length).toBeGreaterThan(2);
    const { geometry, properties } = JSON.parse(geojson ?? '') as {
      geometry: { coordinates: number[][][] };
      properties: { hex: string };
    };
    expect(properties.hex).toBe(hex);
    const isOnEarth = ([lon = 999, lat = 999]: number[]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
    expect(geometry.coordinates.flat().every(isOnEarth)).toBe(true);
  });
});

async function download(page: Page, names: readonly string[]): Promise<string[]> {
  const texts: string[] = [];
  for (const name of names) {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Track as ${name}`, exact: true }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(new RegExp(`^[\\w-]+\\.${name.toLowerCase()}$`));
    texts.push(readFileSync(await file.path(), 'utf8'));
  }
  return texts;
}

describe('the receiver page', () => {
  test('opens by its button, draws what was heard, and gives the focus back', async () => {
    await visit(bench, {}, '', async ({ page }) => {
      await page.getByRole('button', { name: 'Receiver', exact: true }).click();
      const station = page.locator('.station');
      await expect.poll(() => station.locator('.uplot canvas').count(), patient).toBeGreaterThanOrEqual(6);
      expect(new URL(page.url()).hash).toBe('#receiver');
      await expect.poll(() => station.locator('.polar .outline').count(), patient).toBe(1);
      await expect.poll(() => station.locator('.funnel b').count(), patient).toBe(4);
      const steps = (await station.locator('.funnel b').allTextContents()).map(number);
      expect(Math.min(...steps)).toBeGreaterThan(0);
      const label = () => station.locator('.plot').first().getAttribute('aria-label');
      await expect.poll(label, patient).toMatch(/^Messages a second: Messages \d/);
      await shoot(page, 'receiver');
      await page.keyboard.press('Escape');
      await expect.poll(() => station.isVisible(), patient).toBe(false);
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
      await expect.poll(focused, patient).toBe('Receiver');
    });
  });

  test('says in the dark what is missing, with the command that cures it', async () => {
    const setup = {
      sources: ['rtlsdr'],
      place: false,
      feeds: 0,
      database: true,
      zones: 0,
      local_only: false,
    };
    const reasons = ['No dongle is plugged in.'];
    const status = { version: 'AdsbFeeder', uptime: 60, ready: false, reasons, setup, faults: [] };
    const message = 'No RTL-SDR dongle is plugged in.';
    const radio = { receiver: 'main', source: 'dongle', state: 'absent', message };
    const watched = await bench.blank({ colorScheme: 'dark' });
    const { page, complaints } = watched;
    await page.route(/api\/status$/, (route) => route.fulfill({ json: status }));
    await page.route(/api\/receivers$/, (route) => route.fulfill({ json: { receivers: [radio] } }));
    await page.goto(bench.url);
    await page.locator('.banner .go').click();
    const steps = page.locator('.steps li');
    await expect.poll(() => steps.count(), patient).toBe(3);
    const said = (await steps.allInnerTexts()).join('\n');
    for (const words of [message, 'adsbfeeder doctor', 'Latitude = ', '[Feed:'])
      expect(said).toContain(words);
    await expect.poll(() => page.locator('.station .uplot').count(), patient).toBeGreaterThanOrEqual(6);
    await shoot(page, 'receiver-dark');
    await page.keyboard.press('Escape');
    await page.locator('.banner .tool').click();
    expect(await page.locator('.banner').isVisible()).toBe(false);
    expect(complaints).toEqual([]);
    await watched.close();
  });
});

test('alerts come when they are asked for, and lead to the aircraft', async () => {
  const watched = await bench.blank();
  const { page, complaints } = watched;
  const one = { hex: '4840d6', flight: 'KLM1023', lat: 52, lon: 4, seen_pos: 0, seen: 0, messages: 3 };
  const enters = { type: 'event', id: '1', now: 1, event: 'enter', hex: one.hex, flight: one.flight };
  let squawk = '1000';
  let say = (_: object) => {};
  await page.route(/traces/, (route) => route.fulfill({ json: {} }));
  await page.routeWebSocket(/api\/stream$/, (socket) => {
    let now = 1_763_716_000;
    say = (message) => socket.send(JSON.stringify(message));
    say({ type: 'snapshot', now, messages: 5, aircraft: [one] });
    const timer = setInterval(() => {
      now++;
      say({ type: 'delta', now, messages: now, aircraft: [{ ...one, squawk }], gone: [] });
    }, 500);
    socket.onClose(() => clearInterval(timer));
  });
  await page.goto(bench.url);
  await page.waitForSelector('tr[data-hex]');
  say({ ...enters, zone: 'BEFORE' });
  await page.locator('button[aria-label^="Alerts"]').click();
  for (const name of ['Emergencies', 'Zones entered and left', 'With a sound']) await box(page, name).check();
  say({ ...enters, zone: 'CTR' });
  await expect
    .poll(() => page.locator('.notes .note').allInnerTexts(), patient)
    .toEqual(['KLM1023 enters CTR']);
  squawk = '7700';
  await expect.poll(() => page.locator('.notes .emergency').count(), patient).toBe(1);
  await shoot(page, 'alerts');
  await page.locator('.notes .emergency .go').click();
  expect(await page.locator('.details h2').textContent()).toBe('KLM1023');
  expect(await page.locator('.notes .emergency').count()).toBe(0);
  expect(complaints).toEqual([]);
  await watched.close();
});
