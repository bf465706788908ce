/** What the viewer chose, kept in the browser. Storage may be forbidden or full; then a choice lasts as long as the page. */

/** Reads an entry; one that is absent or not JSON is null, and what it holds is for `read` to judge. */
export function load<T>(key: string, read: (value: unknown) => T): T {
  try {
    return read(JSON.parse(localStorage.getItem(key) ?? 'null'));
  } catch {
    return read(null);
  }
}

export function store(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // See above.
  }
}
