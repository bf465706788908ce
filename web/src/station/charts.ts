/** Lines over time and bars by level, drawn with uPlot in the colours of the page. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { element } from '../dom';

export interface Line {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** Which of the page's colours for series. */
  readonly colour: 1 | 2 | 3;
  /** Drawn against the right axis. */
  readonly right?: true;
}

const height = 170;
const font = '11px B612, system-ui, sans-serif';

/** A figure with a heading that redraws itself when its data, its width or the theme change. */
export class Chart {
  private readonly plot = element('div', { class: 'plot', role: 'img' });
  readonly root: HTMLElement;
  private drawn: uPlot | null = null;
  private shape = '';

  constructor(private readonly name: string) {
    this.root = element('figure', { class: 'card' }, element('h3', {}, name), this.plot);
    new ResizeObserver(() => this.drawn?.setSize({ width: this.width(), height })).observe(this.root);
  }

  /** Draws lines over time; `unit` stands in the legend and in what screen readers hear. */
  lines(
    times: readonly number[],
    lines: readonly Line[],
    unit: string,
    write: (value: number) => string,
  ): void {
    const data: uPlot.AlignedData = [[...times], ...lines.map(({ values }) => [...values])];
    const last = lines.map(({ name, values }) => `${name} ${said(values.at(-1), write)}`).join(', ');
    this.plot.setAttribute('aria-label', `${this.name}: ${last} ${unit}`);
    this.draw(data, lines.map(({ name }) => name).join(), () => ({
      scales: { x: { time: true }, y: { range: roomy }, right: { range: roomy } },
      series: [
        { label: '', value: (_, time) => (time === null ? '–' : clock(time)) },
        ...lines.map(({ name, colour, right }) => ({
          label: name,
          scale: right ? 'right' : 'y',
          stroke: css(`--series-${colour}`),
          width: 1.6,
          points: { show: times.length < 3 },
          value: (_: uPlot, value: number | null) => said(value, write),
        })),
      ],
      axes: [
        { ...axis(), values: (_, ticks) => ticks.map(clock), space: 70, size: 30 },
        { ...axis(), size: 48, space: 28, values: (_, ticks) => ticks.map(write) },
        ...(lines.some(({ right }) => right)
          ? [{ ...axis(), scale: 'right', side: 1 as const, size: 40, grid: { show: false } }]
          : []),
      ],
    }));
  }

  /** Draws a bar for each count; the first one begins at `lowest`, each is one wide. */
  bars(
    lowest: number,
    counts: readonly number[],
    name: string,
    unit: string,
    write: (value: number) => string,
  ): void {
    const all = counts.reduce((sum, count) => sum + count, 0);
    const strongest = counts.indexOf(Math.max(...counts));
    this.plot.setAttribute(
      'aria-label',
      `${this.name}: ${all === 0 ? '–' : `${lowest + strongest} ${unit}`}`,
    );
    const levels = counts.map((_, i) => lowest + i + 0.5);
    this.draw([levels, [...counts]], 'bars', () => ({
      scales: {
        x: { time: false, range: [lowest, lowest + counts.length] },
        y: { range: (_, __, max) => [0, max * 1.08 || 1] },
      },
      series: [
        { label: unit, value: (_, level) => (level === null ? '–' : write(level - 0.5)) },
        {
          label: name,
          value: (_, count) => said(count, write),
          stroke: css('--series-1'),
          fill: `${css('--series-1')}55`,
          width: 1,
          points: { show: false },
          ...(uPlot.paths.bars ? { paths: uPlot.paths.bars({ size: [0.86] }) } : {}),
        },
      ],
      axes: [
        { ...axis(), values: (_, ticks) => ticks.map(write) },
        { ...axis(), size: 48, space: 28, values: (_, ticks) => ticks.map(write) },
      ],
    }));
  }

  /** Throws the drawing away: the theme has changed, or the page closes. */
  reset(): void {
    this.drawn?.destroy();
    this.drawn = null;
  }

  private draw(
    data: uPlot.AlignedData,
    shape: string,
    options: () => Omit<uPlot.Options, 'width' | 'height'>,
  ): void {
    if (shape !== this.shape) this.reset();
    this.shape = shape;
    if (this.drawn) this.drawn.setData(data);
    else {
      const cursor = { y: false, points: { size: 6 } };
      const hooks = { setCursor: [(plot: uPlot) => plot.cursor.idx === null && showLast(plot)] };
      this.drawn = new uPlot({ width: this.width(), height, cursor, hooks, ...options() }, data, this.plot);
    }
    showLast(this.drawn);
  }

  private width(): number {
    return Math.max(200, this.plot.clientWidth);
  }
}

/** While nobody points at the chart its legend has the newest values. */
function showLast(plot: uPlot): void {
  if (plot.cursor.idx == null) plot.setLegend({ idx: plot.data[0].length - 1 }, false);
}

function axis(): uPlot.Axis {
  const line = { stroke: css('--line'), width: 1 };
  return { stroke: css('--text-2'), font, grid: line, ticks: { ...line, size: 4 } };
}

/** From the data's least to its largest value with a little room, also when all are equal. */
function roomy(_: uPlot, least: number | null, most: number | null): [number, number] {
  if (least === null || most === null) return [0, 1];
  const room = (most - least) * 0.08 || Math.abs(most) * 0.1 || 1;
  return [least >= 0 && least - room < 0 ? 0 : least - room, most + room];
}

function said(value: number | null | undefined, write: (value: number) => string): string {
  return value === null || value === undefined ? '–' : write(value);
}

/** 24 hours, in the viewer's time zone. */
function clock(seconds: number): string {
  const date = new Date(seconds * 1000);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}

function css(variable: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
}
