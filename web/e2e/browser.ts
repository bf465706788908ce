/** Chromium, and the service under test: the one at ADSBFEEDER_URL, or else the stand-in of dev/. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { chromiumOptions } from '../dev/chromium.mjs';
import { startServer } from '../dev/server.mjs';

/** Where pictures go. */
export const artifacts = fileURLToPath(new URL('artifacts/', import.meta.url));
const seen = 'tr[data-hex]';

/** A service that has just started has heard nobody yet. */
async function untilAircraftFly(url: string): Promise<void> {
  for (let tries = 0; tries < 120; tries++) {
    const answer = await fetch(new URL('data/aircraft.json', url));
    const { aircraft } = (await answer.json()) as { aircraft: { lat?: number }[] };
    if (aircraft.filter(({ lat }) => lat !== undefined).length >= 20) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`no traffic at ${url} within a minute`);
}

/** A page that writes down everything that it must not do. */
export interface Watched {
  readonly page: Page;
  readonly complaints: string[];
  readonly requests: URL[];
  close(): Promise<void>;
}

export class Bench {
  private constructor(
    readonly url: string,
    private readonly browser: Browser,
    private readonly stop: () => Promise<unknown>,
  ) {}

  static async start(): Promise<Bench> {
    mkdirSync(artifacts, { recursive: true });
    const given = process.env['ADSBFEEDER_URL'];
    const server = given ? null : await startServer({ aircraft: 120 });
    const url = new URL(given ?? server?.url ?? '').href;
    await untilAircraftFly(url);
    const browser = await chromium.launch(chromiumOptions);
    return new Bench(url, browser, async () => server?.close());
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.stop();
  }

  /** A fresh browser profile with an empty page. */
  async blank(options: BrowserContextOptions = {}): Promise<Watched> {
    // The worker would answer in place of what a test puts before the page; the test of the worker lets it in.
    const usual = { viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' } as const;
    const context = await this.browser.newContext({ ...usual, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: URL[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => requests.push(new URL(request.url())));
    page.on('websocket', (socket) => requests.push(new URL(socket.url())));
    return { page, complaints, requests, close: () => context.close() };
  }

  /** The page with its first aircraft. */
  async open(options: BrowserContextOptions = {}, search = ''): Promise<Watched> {
    const watched = await this.blank(options);
    await watched.page.goto(this.url + search);
    await watched.page.waitForSelector(seen);
    return watched;
  }
}

/** Runs a test with a page of its own; whatever it did, the console is clean and nothing left the host. */
export async function visit(
  bench: Bench,
  options: BrowserContextOptions,
  search: string,
  body: (watched: Watched) => Promise<void>,
): Promise<void> {
  const watched = await bench.open(options, search);
  try {
    await body(watched);
    expect(watched.complaints).toEqual([]);
    const { host } = new URL(bench.url);
    expect(
      watched.requests.filter((url) => url.host !== host && !/^(data|blob):$/.test(url.protocol)),
    ).toEqual([]);
  } finally {
    await watched.close();
  }
}

/** Saves a picture of the page once the map stands still. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.waitForSelector('canvas.traffic', { state: 'attached' });
  await page.waitForSelector('.canvas[data-idle="true"]', { timeout: 10_000 }).catch(() => {}); // or as it is
  await page.screenshot({ path: `${artifacts}${name}.png` });
}

/** How many points of a canvas are painted: of the aircraft, or of trails and heatmap. */
export function paintedPixels(page: Page, name: 'traffic' | 'backdrop' = 'traffic'): Promise<number> {
  return page.evaluate((which) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`canvas.${which}`);
    const context = canvas?.getContext('2d');
    if (!canvas || !context || canvas.width === 0) return 0;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let painted = 0;
    for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) > 0) painted++;
    return painted;
  }, name);
}

/** The texts of one column of the table, from the top. */
export function column(page: Page, name: string): Promise<string[]> {
  return page.locator(`tr[data-hex]:not([hidden]) .c-${name}`).allTextContents();
}
