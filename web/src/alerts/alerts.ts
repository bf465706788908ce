/** Alerts: what the viewer asked for, and the notes that tell of it, on the page, as a sound and through the browser. */
import type { SkyEvent } from '../api';
import { disclose } from '../disclosure';
import { button, element, icon, setText } from '../dom';
import type { Traffic } from '../state';
import { alertWords, strings } from '../strings';
import { loadAlertSettings, storeAlertSettings, type AlertSettings } from './alert-settings';
import { Chime } from './chime';
import { AlertWatch, type Alert } from './watch';

const mostNotes = 4;
const noteSeconds = 30;
const bell = 'M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21h4';

export class Alerts {
  private settings = loadAlertSettings();
  private readonly watch = new AlertWatch();
  private readonly chime = new Chime();
  private readonly boxes = new Map<keyof AlertSettings, HTMLInputElement>();
  private readonly refusal = element('p', { class: 'refusal', role: 'status', hidden: '' });
  /** Opens the panel. */
  readonly opener = button(alertWords.title, 'tool', icon(bell));
  readonly panel: HTMLElement;
  /** Where notes appear, and screen readers hear of them. */
  readonly notes = element('div', { class: 'notes', role: 'log', 'aria-live': 'assertive' });

  constructor(private readonly select: (hex: string) => void) {
    const boxes = (['emergency', 'zone', 'wanted', 'sound', 'notify'] as const).map((name) => this.box(name));
    const test = button(alertWords.test, 'plain', alertWords.test);
    test.addEventListener('click', () => this.tell(alertWords.example));
    this.notes.setAttribute('aria-label', alertWords.title);
    this.panel = element(
      'div',
      { class: 'choices', role: 'group', 'aria-label': alertWords.title, hidden: '' },
      element('div', { class: 'boxes' }, ...boxes),
      this.refusal,
      test,
    );
    disclose(this.opener, this.panel);
    document.addEventListener('pointerdown', () => this.settings.sound && this.chime.prepare());
    document.addEventListener('keydown', () => this.settings.sound && this.chime.prepare());
    this.show();
  }

  traffic(traffic: Traffic): void {
    for (const alert of this.watch.traffic(traffic)) if (this.settings.emergency) this.tell(alert);
  }

  event(event: SkyEvent): void {
    const alert = this.watch.event(event);
    if (alert && this.settings[alert.kind]) this.tell(alert);
  }

  private box(name: keyof AlertSettings): HTMLElement {
    const box = element('input', { type: 'checkbox', name: `alert-${name}` });
    box.addEventListener('change', () => void this.set(name, box.checked));
    this.boxes.set(name, box);
    return element('label', {}, box, alertWords.settings[name]);
  }

  private async set(name: keyof AlertSettings, on: boolean): Promise<void> {
    if (name === 'sound' && on) this.chime.prepare();
    const refused = name === 'notify' && on ? await askToNotify() : null;
    this.refusal.hidden = refused === null;
    setText(this.refusal, refused ?? '');
    this.settings = { ...this.settings, [name]: on && refused === null };
    storeAlertSettings(this.settings);
    this.show();
  }

  private show(): void {
    for (const [name, box] of this.boxes) box.checked = this.settings[name];
    const on = this.settings.emergency || this.settings.zone || this.settings.wanted;
    this.opener.dataset['on'] = String(on);
    this.opener.setAttribute('aria-label', on ? alertWords.titleOn : alertWords.title);
  }

  private tell(alert: Alert): void {
    this.addNote(alert);
    if (this.settings.sound) this.chime.play();
    if (this.settings.notify) this.notify(alert);
  }

  private addNote({ kind, hex, title, text }: Alert): void {
    const words = element('span', {}, element('b', {}, title), ' ', text);
    const go = button(`${title} ${text}`, 'go', words);
    const close = button(strings.close, 'tool', icon('M7 7l10 10M17 7L7 17'));
    const note = element('div', { class: `note ${kind}` }, go, close);
    go.addEventListener('click', () => {
      this.select(hex);
      note.remove();
    });
    close.addEventListener('click', () => note.remove());
    this.notes.prepend(note);
    while (this.notes.children.length > mostNotes) this.notes.lastElementChild?.remove();
    if (kind !== 'emergency') setTimeout(() => note.remove(), noteSeconds * 1000);
  }

  /** Through the browser, when the page is not looked at. */
  private notify({ hex, title, text }: Alert): void {
    if (document.visibilityState === 'visible' || Notification.permission !== 'granted') return;
    try {
      const shown = new Notification(title, { body: text, tag: `${hex} ${text}`, icon: 'icon.svg' });
      shown.onclick = () => {
        window.focus();
        this.select(hex);
      };
    } catch {
      // Some phones let only a service worker notify; the note on the page is there all the same.
    }
  }
}

/** Why notifications are not possible; null when they are. */
async function askToNotify(): Promise<string | null> {
  if (!('Notification' in window) || !isSecureContext) return alertWords.insecure;
  return (await Notification.requestPermission()) === 'granted' ? null : alertWords.denied;
}
