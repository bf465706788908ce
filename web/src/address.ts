/** Keeps the address bar at the view. Browsers limit how often it may change: the last change of a burst is written. */
import { writeView, type View } from './view';

const restMs = 150;

export class Address {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly view: () => View) {}

  changed(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const search = writeView(location.search, this.view());
      history.replaceState(null, '', `${location.pathname}${search}${location.hash}`);
    }, restMs);
  }
}
