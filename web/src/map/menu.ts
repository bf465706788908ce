/** The card with what the map shows: colours, layers, the map below, the track of the selected aircraft. */
import { colourings, type ColourBy } from '../colouring';
import { button, element, icon, setText } from '../dom';
import { heatChoices, type Settings } from '../settings';
import { colourWords, mapWords } from '../strings';
import { isForeign, type MapOffer } from './tiles';

/** Which past of the selected aircraft: this flight, the last 25 hours, or a day such as `2026-11-21`. */
export type TrackChoice = 'flight' | 'day' | string;

export interface MenuEvents {
  change(settings: Partial<Settings>): void;
  track(choice: TrackChoice): void;
}

type Flag = 'labels' | 'trails' | 'rings' | 'outline' | 'zones' | 'airports' | 'heatmap';
const flags: readonly Flag[] = ['labels', 'trails', 'rings', 'outline', 'zones', 'airports', 'heatmap'];
const layersIcon = 'M12 3.5l9 5-9 5-9-5zM4.5 12.5l7.5 4.2 7.5-4.2M4.5 16.5l7.5 4.2 7.5-4.2';

export class MapMenu {
  readonly opener = button(mapWords.menu, 'tool', icon(layersIcon));
  private readonly colours = select(
    mapWords.colours,
    colourings.map((by) => [by, colourWords[by]]),
  );
  private readonly boxes = new Map(flags.map((flag) => [flag, checkbox(mapWords[flag])]));
  private readonly heatHours = select(
    mapWords.heatHours,
    heatChoices.map((hours) => [String(hours), mapWords.hours(hours)]),
  );
  private readonly tiles = select(mapWords.ground, [['', mapWords.builtIn]]);
  private readonly tilesRow = row(mapWords.ground, this.tiles);
  private readonly track = select(mapWords.track, []);
  private readonly trackRow = row(mapWords.track, this.track);
  private readonly note = element('p', { class: 'remark', role: 'status', hidden: '' });
  readonly root = element(
    'section',
    { class: 'menu', 'aria-label': mapWords.menu, hidden: '' },
    row(mapWords.colours, this.colours),
    element('div', { class: 'boxes' }, ...[...this.boxes.values()].map(({ label }) => label), this.heatHours),
    this.tilesRow,
    this.trackRow,
    this.note,
  );

  constructor(events: MenuEvents) {
    this.opener.setAttribute('aria-expanded', 'false');
    this.opener.dataset['tool'] = 'menu';
    this.tilesRow.hidden = true;
    this.trackRow.hidden = true;
    this.opener.addEventListener('click', () => this.open(this.root.hidden === true));
    this.root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.open(false);
      this.opener.focus();
    });
    this.colours.addEventListener('change', () => events.change({ colours: this.colours.value as ColourBy }));
    for (const [flag, { input }] of this.boxes)
      input.addEventListener('change', () => events.change({ [flag]: input.checked }));
    this.heatHours.addEventListener('change', () =>
      events.change({ heatHours: Number(this.heatHours.value), heatmap: true }),
    );
    this.tiles.addEventListener('change', () => events.change({ tiles: this.tiles.value }));
    this.track.addEventListener('change', () => events.track(this.track.value));
  }

  open(on: boolean): void {
    this.root.hidden = !on;
    this.opener.setAttribute('aria-expanded', String(on));
    if (on) this.colours.focus();
  }

  show(settings: Settings): void {
    this.colours.value = settings.colours;
    for (const [flag, { input }] of this.boxes) input.checked = settings[flag];
    this.heatHours.value = String(settings.heatHours);
    this.heatHours.hidden = !settings.heatmap;
    this.tiles.value = settings.tiles;
    if (this.tiles.selectedIndex < 0) this.tiles.value = '';
  }

  /** Only what there is can be chosen. */
  setOffer(offer: MapOffer, hasOutline: boolean, settings: Settings): void {
    const there: Partial<Record<Flag, boolean>> = {
      outline: hasOutline,
      zones: offer.zones,
      airports: offer.airports,
    };
    for (const [flag, { label }] of this.boxes) label.hidden = there[flag] === false;
    const choices = offer.tiles.map((tiles): [string, string] => [
      tiles.name,
      isForeign(tiles, location.href) ? `${tiles.name} (${mapWords.online})` : tiles.name,
    ]);
    fill(this.tiles, [['', mapWords.builtIn], ...choices]);
    this.tilesRow.hidden = offer.tiles.length === 0;
    this.show(settings);
  }

  /** The days of which tracks are kept, the latest first; null when no aircraft is selected. */
  showTrack(days: readonly string[] | null, choice: TrackChoice): void {
    this.trackRow.hidden = days === null;
    if (days === null) return;
    const choices: [string, string][] = [
      ['flight', mapWords.trackOf.flight],
      ['day', mapWords.trackOf.day],
      ...days.map((day): [string, string] => [day, day]),
    ];
    if (this.track.options.length !== choices.length) fill(this.track, choices);
    this.track.value = choice;
  }

  say(text: string): void {
    this.note.hidden = text === '';
    setText(this.note, text);
  }
}

function select(label: string, choices: readonly (readonly [string, string])[]): HTMLSelectElement {
  const made = element('select', { 'aria-label': label });
  fill(made, choices);
  return made;
}

function fill(one: HTMLSelectElement, choices: readonly (readonly [string, string])[]): void {
  one.replaceChildren(...choices.map(([value, text]) => element('option', { value }, text)));
}

function row(name: string, control: HTMLElement): HTMLElement {
  return element('div', { class: 'row' }, element('span', { 'aria-hidden': 'true' }, name), control);
}

function checkbox(name: string): { label: HTMLElement; input: HTMLInputElement } {
  const input = element('input', { type: 'checkbox' });
  return { label: element('label', {}, input, name), input };
}
