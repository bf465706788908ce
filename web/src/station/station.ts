/** Opens and closes the receiver page: by its button, by `#receiver` in the address, and by Escape. */
import { button, element, icon, setText } from '../dom';
import { load, store } from '../storage';
import { setupWords, stationWords, strings } from '../strings';
import type { StationPage, StationView } from './page';
import { fetchStatus, type Status } from './service';
import { missingSteps } from './setup';

const hash = '#receiver';
const dismissedKey = 'adsbfeeder.setup-dismissed';
const mast =
  'M12 11.5v9M9 20.5h6M12 8.5a1.5 1.5 0 1 0 0 3a1.5 1.5 0 1 0 0-3M7.8 14.2a6 6 0 0 1 0-8.4M16.2 14.2a6 6 0 0 0 0-8.4';

export class Station {
  private page: StationPage | null = null;
  private dismissed = load(dismissedKey, (value) => value === true);
  private readonly bannerText = element('button', { type: 'button', class: 'go' });
  readonly opener = button(stationWords.title, 'tool', icon(mast));
  /** Says that something is missing, until it is there or the viewer has read it. */
  readonly banner = element('div', { class: 'banner', hidden: '' }, this.bannerText);

  constructor(
    private readonly root: HTMLElement,
    private readonly view: () => StationView,
  ) {
    const dismiss = button(strings.close, 'tool', icon('M7 7l10 10M17 7L7 17'));
    this.banner.append(dismiss);
    dismiss.addEventListener('click', () => {
      this.dismissed = true;
      this.banner.hidden = true;
      store(dismissedKey, true);
    });
    for (const opener of [this.opener, this.bannerText]) opener.addEventListener('click', () => this.enter());
    for (const event of ['hashchange', 'popstate']) window.addEventListener(event, () => void this.follow());
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || !this.isOpen) return;
        event.stopPropagation();
        this.leave();
      },
      { capture: true },
    );
  }

  get isOpen(): boolean {
    return location.hash === hash;
  }

  start(): void {
    void this.follow();
  }

  /** What the service says of itself; null when it does not. */
  async ask(): Promise<Status | null> {
    try {
      const status = await fetchStatus(AbortSignal.timeout(8000));
      const needed = missingSteps(status.setup, [], 0).filter(({ weight }) => weight === 'needed').length;
      const waiting = status.reasons.length > 0 && status.uptime > 15;
      this.banner.hidden = this.dismissed || (needed === 0 && !waiting);
      setText(this.bannerText, setupWords.banner);
      return status;
    } catch {
      return null;
    }
  }

  /** Theme or units are others now. */
  restyle(): void {
    this.page?.restyle();
  }

  private address(open: boolean): string {
    return `${location.pathname}${location.search}${open ? hash : ''}`;
  }

  private enter(): void {
    history.pushState(null, '', this.address(true));
    void this.follow();
  }

  private leave(): void {
    history.replaceState(null, '', this.address(false));
    void this.follow();
    this.opener.focus();
  }

  private async follow(): Promise<void> {
    const open = this.isOpen;
    if (!open && !this.page) return;
    if (open && !this.page) {
      const { StationPage } = await import('./page');
      this.page ??= new StationPage(this.view, () => this.leave());
      if (!this.page.root.isConnected) this.root.append(this.page.root);
    }
    for (const other of this.root.children)
      if (other instanceof HTMLElement && other !== this.page?.root) other.inert = this.isOpen;
    if (this.isOpen) this.page?.open();
    else this.page?.close();
  }
}
