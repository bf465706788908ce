/** Keys of the page. They are for the page only where nobody types and no browser key is meant. */

export interface KeyWorld {
  readonly actions: Readonly<Record<string, () => void>>;
  /** Keys that count only now, such as those of replay; true when it was one. */
  now(key: string): boolean;
  /** Something else has the keyboard. */
  blocked(): boolean;
}

export function listenToKeys({ actions, now, blocked }: KeyWorld): void {
  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (isTyping(target) || blocked() || event.ctrlKey || event.metaKey || event.altKey) return;
    const presses = key === ' ' && target instanceof HTMLButtonElement;
    if (!presses && now(key)) return event.preventDefault();
    const action = actions[key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox';
  return target instanceof HTMLSelectElement;
}
