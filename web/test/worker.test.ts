import { describe, expect, test } from 'vitest';
import { workerSource } from '../worker/plugin';

interface Event {
  readonly request: { readonly method: string; readonly mode: string; readonly url: string };
  respondWith(answer: Promise<unknown>): void;
  waitUntil(work: Promise<unknown>): void;
}

const scope = 'https://station.example/radar/';

/** Runs the worker in a world of its own; `online` says whether the network answers. */
function start(online: boolean, names: string[] = []) {
  const handlers = new Map<string, (event: Event) => void>();
  const kept = new Map<string, string>();
  const deleted: string[] = [];
  const self = {
    location: { href: `${scope}sw.js` },
    addEventListener: (name: string, handler: (event: Event) => void) => handlers.set(name, handler),
    skipWaiting: () => Promise.resolve(),
    clients: { claim: () => Promise.resolve() },
  };
  const caches = {
    open: (name: string) => {
      names.push(name);
      return Promise.resolve({
        addAll: (urls: string[]) => Promise.resolve(urls.forEach((url) => kept.set(url, `kept ${url}`))),
      });
    },
    keys: () => Promise.resolve(names),
    delete: (name: string) => Promise.resolve(deleted.push(name)),
    match: (url: string) => Promise.resolve(kept.get(url)),
  };
  const fetch = ({ url }: { url: string }) =>
    online ? Promise.resolve(`fetched ${url}`) : Promise.reject(new TypeError('no network'));
  new Function('self', 'caches', 'fetch', workerSource(['./', 'icon.svg', 'assets/a-1.js']))(
    self,
    caches,
    fetch,
  );
  const send = async (name: string, url = '', method = 'GET', mode = 'cors') => {
    let answer: Promise<unknown> | null = null;
    const take = (work: Promise<unknown>) => (answer = work);
    handlers.get(name)?.({ request: { method, mode, url }, respondWith: take, waitUntil: take });
    return answer === null ? 'untouched' : await answer;
  };
  return { send, kept, deleted, names };
}

describe('the service worker', () => {
  test('keeps the files of the page and nothing else', async () => {
    const { send, kept } = start(true);
    await send('install');
    expect([...kept.keys()]).toEqual([scope, `${scope}icon.svg`, `${scope}assets/a-1.js`]);
  });

  test.each([
    'data/aircraft.json',
    'data/aircraft.json?_=1',
    'api/status',
    'api/reception?hours=1',
    'world/5.json',
  ])('never touches %s', async (path) => {
    const { send } = start(false);
    await send('install');
    expect(await send('fetch', scope + path)).toBe('untouched');
  });

  test('asks for the page first, and has it when nobody answers', async () => {
    const page = `${scope}?icao=4840d6`;
    expect(await start(true).send('fetch', page, 'GET', 'navigate')).toBe(`fetched ${page}`);
    const offline = start(false);
    await offline.send('install');
    expect(await offline.send('fetch', page, 'GET', 'navigate')).toBe(`kept ${scope}`);
  });

  test('has files whose names say their content without asking', async () => {
    const { send } = start(false);
    await send('install');
    expect(await send('fetch', `${scope}assets/a-1.js`)).toBe(`kept ${scope}assets/a-1.js`);
    expect(await send('fetch', `${scope}assets/other-2.js`)).toBe('untouched');
    expect(await send('fetch', `${scope}assets/a-1.js`, 'POST')).toBe('untouched');
    expect(await send('fetch', 'https://elsewhere.example/icon.svg')).toBe('untouched');
  });

  test('throws away what an older page kept, and nobody else’s', async () => {
    const { send, deleted } = start(true, ['shell-old', 'tar1090']);
    await send('install');
    await send('activate');
    expect(deleted).toEqual(['shell-old']);
  });
});
