// Takes the picture of README from the running service: ADSBFEEDER_URL=http://localhost:8080 npm run picture
import { chromium } from 'playwright-core';

const url = process.env.ADSBFEEDER_URL ?? 'http://localhost:8080';
const file = new URL('../../docs/images/map.png', import.meta.url).pathname;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--ignore-gpu-blocklist',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const page = await browser.newPage({ viewport: { width: 1400, height: 800 } });
await page.goto(url);
// Long enough for trails to grow.
await page.waitForTimeout(90_000);
await page.screenshot({ path: file });
await browser.close();
console.log(file);
