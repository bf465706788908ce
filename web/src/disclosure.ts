/** A button that shows and hides a panel. Escape inside the panel puts it away, and the button has the focus again. */
export function disclose(
  opener: HTMLElement,
  panel: HTMLElement,
  opened: () => void = () => {},
): (open: boolean) => void {
  const set = (open: boolean) => {
    panel.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
  };
  set(false);
  opener.addEventListener('click', () => {
    const open = panel.hidden !== false;
    if (open) opened();
    set(open);
  });
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    set(false);
    opener.focus();
  });
  return set;
}
