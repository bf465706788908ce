// Takes pictures of a running service: ADSBFEEDER_URL=http://localhost:8080 npm run pictures [FOLDER]
// README's go to docs/images, small; the others to FOLDER (artifacts/pictures).
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumOptions } from '../dev/chromium.mjs';

const url = process.env.ADSBFEEDER_URL ?? 'http://localhost:8080';
const readme = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const others = `${process.argv[2] ?? fileURLToPath(new URL('../../artifacts/pictures', import.meta.url))}/`;
const flightSeconds = Number(process.env.PICTURE_SECONDS ?? 90); // long enough for trails to grow
const wide = { viewport: { width: 1400, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

for (const folder of [readme, others]) mkdirSync(folder, { recursive: true });
const browser = await chromium.launch(chromiumOptions);

/** A page of its own, and what is done on it before the picture. */
async function take(file, options, prepare) {
  const page = await browser.newPage({ serviceWorkers: 'block', ...options });
  await page.goto(url);
  await page.waitForSelector('tr[data-hex]');
  await page.waitForSelector('canvas.traffic', { state: 'attached' });
  await prepare(page);
  await page.waitForTimeout(3000); // tiles of the base map and their fade
  // WebP needs a third of what PNG does.
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 82 });
  writeFileSync(file, Buffer.from(data, 'base64'));
  await page.close();
  console.log(`${file} (${Math.round(statSync(file).size / 1000)} kB)`);
}

/** Selects the nearest aircraft that climbs or sinks: its profile has something to show. */
const select = async (page) => {
  const rates = await page.locator('tr[data-hex]:not([hidden]) .c-rate').allTextContents();
  const row = Math.max(
    0,
    rates.findIndex((rate) => /[1-9]\D*\d{3}$/.test(rate)),
  );
  await page.locator('tr[data-hex]').nth(row).click();
};
/** Trails grow while the page is open. */
const fly = (page) => page.waitForTimeout(flightSeconds * 1000);
const receiver = async (page) => {
  await page.getByRole('button', { name: 'Receiver', exact: true }).click();
  await page.waitForSelector('.station .uplot');
};

await take(`${readme}map.webp`, wide, async (page) => {
  await fly(page);
  await select(page);
});
await take(`${readme}receiver.webp`, { ...wide, colorScheme: 'dark' }, receiver);
await take(`${others}map-dark.webp`, { ...wide, colorScheme: 'dark' }, select);
await take(`${others}receiver-light.webp`, wide, receiver);
await take(`${others}phone.webp`, phone, async () => {});
await take(`${others}phone-selected.webp`, { ...phone, colorScheme: 'dark' }, select);
await browser.close();
