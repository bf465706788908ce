/** The filter line above the table. */
import { button, element, icon, setText } from '../dom';
import { strings } from '../strings';

export class Filter {
  private readonly input = element('input', {
    type: 'search',
    placeholder: strings.filterHint,
    'aria-label': strings.filter,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
  });
  private readonly clear = button(strings.clearFilter, 'clear', icon('M7 7l10 10M17 7L7 17'));
  private readonly count = element('output', { class: 'count' });
  readonly root = element('div', { class: 'filter', role: 'search' }, this.input, this.clear, this.count);

  constructor(changed: (text: string) => void) {
    const report = () => {
      this.clear.hidden = this.input.value === '';
      changed(this.input.value);
    };
    this.clear.hidden = true;
    this.input.addEventListener('input', report);
    this.clear.addEventListener('click', () => {
      this.input.value = '';
      this.input.focus();
      report();
    });
    this.input.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      if (this.input.value === '') this.input.blur();
      this.input.value = '';
      report();
    });
  }

  focus(): void {
    this.input.focus();
    this.input.select();
  }

  show(shown: number, all: number): void {
    setText(this.count, strings.shown(shown, all));
  }
}
