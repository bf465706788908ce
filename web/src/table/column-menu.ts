/** Which columns the table has: a box to tick for each. */
import { button, element } from '../dom';
import { columnWords, strings } from '../strings';
import { allColumns, usualColumns, type Column } from './columns';
import { withCallsign } from './table-settings';

export class ColumnMenu {
  private readonly boxes = new Map<Column, HTMLInputElement>();
  readonly root: HTMLElement;

  /** @param changed null when the choice is left to the room that there is. */
  constructor(changed: (columns: readonly Column[] | null) => void) {
    const choices = allColumns.map((column) => {
      const box = element('input', { type: 'checkbox', name: column });
      box.disabled = column === 'flight';
      box.addEventListener('change', () => changed(this.ticked()));
      this.boxes.set(column, box);
      return element('label', {}, box, columnWords[column][1]);
    });
    const usual = button(strings.usualColumns, 'plain', strings.usualColumns);
    usual.addEventListener('click', () => changed(null));
    this.root = element(
      'div',
      { class: 'choices', role: 'group', 'aria-label': strings.columns, hidden: '' },
      element('div', { class: 'boxes' }, ...choices),
      usual,
    );
  }

  show(columns: readonly Column[] | null): void {
    for (const [column, box] of this.boxes) box.checked = (columns ?? usualColumns).includes(column);
  }

  private ticked(): Column[] {
    return withCallsign([...this.boxes].filter(([, box]) => box.checked).map(([column]) => column));
  }
}
