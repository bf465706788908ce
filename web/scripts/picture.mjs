// Takes the picture of README from the running service: ADSBFEEDER_URL=http://localhost:8080 npm run picture
import { chromium } from 'playwright-core';
import { chromiumOptions } from '../dev/chromium.mjs';

const url = process.env.ADSBFEEDER_URL ?? 'http://localhost:8080';
const file = new URL('../../docs/images/map.png', import.meta.url).pathname;
const browser = await chromium.launch(chromiumOptions);
const page = await browser.newPage({ viewport: { width: 1400, height: 800 } });
await page.goto(url);
// Long enough for trails to grow.
await page.waitForTimeout(90_000);
await page.screenshot({ path: file });
await browser.close();
console.log(file);
