/** The heatmap: how often somebody was at a place, counted in small squares of the screen. */
import type { Theme } from '../settings';
import { mercatorX, mercatorY, type Projection } from './projection';

const cellPixels = 3;
const strongest = 0.85;

/** Places as mercator x and y by turns: made once, drawn with every move of the map. */
export function prepareHeat(places: Float32Array): Float32Array {
  const prepared = new Float32Array(places.length);
  for (let i = 0; i + 1 < places.length; i += 2) {
    prepared[i] = mercatorX(places[i] ?? 0);
    prepared[i + 1] = mercatorY(places[i + 1] ?? 0);
  }
  return prepared;
}

export class HeatPainter {
  private readonly canvas = document.createElement('canvas');
  private counts = new Uint16Array(0);
  private theme: Theme | null = null;
  private colours = new Uint32Array(0);

  paint(context: CanvasRenderingContext2D, projection: Projection, places: Float32Array, theme: Theme): void {
    const { width, height } = projection.camera;
    const [columns, rows] = [Math.ceil(width / cellPixels), Math.ceil(height / cellPixels)];
    const most = this.count(projection, places, columns, rows);
    if (most === 0) return;
    const target = this.canvas.getContext('2d');
    if (!target) return;
    if (this.canvas.width !== columns || this.canvas.height !== rows) {
      this.canvas.width = columns;
      this.canvas.height = rows;
    }
    const image = target.createImageData(columns, rows);
    const pixels = new Uint32Array(image.data.buffer);
    const colours = this.ramp(theme);
    // By the logarithm: one flight and a thousand are both to be seen.
    const scale = (colours.length - 1) / Math.log1p(Math.max(8, most));
    for (let i = 0; i < pixels.length; i++) {
      const count = this.counts[i] ?? 0;
      if (count > 0) pixels[i] = colours[Math.max(1, Math.round(Math.log1p(count) * scale))] ?? 0;
    }
    target.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = true;
    context.drawImage(this.canvas, 0, 0, columns * cellPixels, rows * cellPixels);
  }

  private count(projection: Projection, places: Float32Array, columns: number, rows: number): number {
    const cells = columns * rows;
    if (this.counts.length === cells) this.counts.fill(0);
    else this.counts = new Uint16Array(cells);
    let most = 0;
    for (let i = 0; i + 1 < places.length; i += 2) {
      const column = Math.floor(projection.x(places[i] ?? 0) / cellPixels);
      const row = Math.floor(projection.y(places[i + 1] ?? 0) / cellPixels);
      if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
      const count = Math.min(65_535, (this.counts[row * columns + column] ?? 0) + 1);
      this.counts[row * columns + column] = count;
      if (count > most) most = count;
    }
    return most;
  }

  /** From the colour of one flight to that of the busiest place, as bytes of a picture (red first). */
  private ramp(theme: Theme): Uint32Array {
    if (this.theme === theme) return this.colours;
    this.theme = theme;
    const stops: readonly (readonly [number, number, number])[] =
      theme === 'dark'
        ? [
            [38, 70, 120],
            [70, 120, 190],
            [90, 190, 190],
            [240, 210, 110],
            [255, 250, 225],
          ]
        : [
            [150, 190, 225],
            [70, 140, 200],
            [110, 90, 190],
            [190, 50, 130],
            [150, 10, 40],
          ];
    this.colours = Uint32Array.from({ length: 256 }, (_, i) => {
      const place = (i / 255) * (stops.length - 1);
      const low = Math.min(stops.length - 2, Math.floor(place));
      const [a, b] = [stops[low] as readonly number[], stops[low + 1] as readonly number[]];
      const [red, green, blue] = [0, 1, 2].map((n) =>
        Math.round((a[n] ?? 0) + ((b[n] ?? 0) - (a[n] ?? 0)) * (place - low)),
      ) as [number, number, number];
      const alpha = Math.round(255 * strongest * Math.min(1, 0.35 + i / 200));
      return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
    });
    return this.colours;
  }
}
