/** How the page is divided between map and list: a bar between them that is dragged or moved by keys. */
import { isRecord } from './api';
import { element } from './dom';
import { load, store } from './storage';
import { strings } from './strings';

const key = 'adsbfeeder.panel';
const least = 0.16;
const most = 0.85;
const stepShare = 0.05;

/** Puts the bar before `panel` and keeps `--share` (of the width, or of the height on a phone) up to date. */
export function makeSheet(panel: HTMLElement, resized: () => void): void {
  const bar = element('div', {
    class: 'divider',
    role: 'separator',
    tabindex: '0',
    'aria-label': strings.resize,
    'aria-valuemin': String(least * 100),
    'aria-valuemax': String(most * 100),
  });
  panel.before(bar);
  const phone = matchMedia('(max-width: 760px)');
  let shares = load(key, read);

  const current = () => (phone.matches ? shares.phone : shares.wide);
  const apply = () => {
    const share = current();
    panel.parentElement?.style.setProperty('--share', share === null ? '' : `${share * 100}%`);
    bar.setAttribute('aria-orientation', phone.matches ? 'horizontal' : 'vertical');
    if (share !== null) bar.setAttribute('aria-valuenow', String(Math.round(share * 100)));
    resized();
  };
  const set = (share: number) => {
    const value = Math.min(most, Math.max(least, share));
    shares = phone.matches ? { ...shares, phone: value } : { ...shares, wide: value };
    apply();
  };

  bar.addEventListener('pointerdown', (down) => {
    bar.setPointerCapture(down.pointerId);
    const move = (event: PointerEvent) =>
      set(phone.matches ? 1 - event.clientY / innerHeight : 1 - event.clientX / innerWidth);
    bar.addEventListener('pointermove', move);
    const end = () => {
      bar.removeEventListener('pointermove', move);
      store(key, shares);
    };
    bar.addEventListener('lostpointercapture', end, { once: true });
  });
  bar.addEventListener('keydown', (event) => {
    const larger = event.key === 'ArrowLeft' || event.key === 'ArrowUp';
    const smaller = event.key === 'ArrowRight' || event.key === 'ArrowDown';
    if (!larger && !smaller) return;
    event.preventDefault();
    const shown = phone.matches ? panel.clientHeight / innerHeight : panel.clientWidth / innerWidth;
    set((current() ?? shown) + (larger ? stepShare : -stepShare));
    store(key, shares);
  });
  phone.addEventListener('change', apply);
  apply();
}

interface Shares {
  readonly wide: number | null;
  readonly phone: number | null;
}

function read(value: unknown): Shares {
  const stored = isRecord(value) ? value : {};
  const valid = (share: unknown) =>
    typeof share === 'number' && share >= least && share <= most ? share : null;
  return { wide: valid(stored['wide']), phone: valid(stored['phone']) };
}
