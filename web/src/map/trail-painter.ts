/** Draws trails: faint for all, strong for the selected one. */
import { bandColour } from '../colour';
import type { Place } from '../geo';
import type { Theme } from '../settings';
import type { TrailPoint } from '../trails';
import { mercatorX, mercatorY, type Projection } from './projection';

interface Look {
  readonly width: number;
  readonly alpha: number;
  /** Older points are not drawn. */
  readonly since: number;
}

/** The last piece of a trail, from the last report to where the aircraft is drawn now. */
export interface Head {
  readonly hex: string;
  readonly last: TrailPoint;
  readonly place: Place;
}

export const strongTrail = { width: 2.6, alpha: 1 };
/** That of the others, fainter when one is selected. */
export const faintTrail = (selected: string | null) => ({ width: 1.4, alpha: selected ? 0.28 : 0.45 });

export function paintTrail(
  context: CanvasRenderingContext2D,
  projection: Projection,
  points: readonly TrailPoint[],
  theme: Theme,
  look: Look,
): void {
  const first = points.findIndex((point) => point.at >= look.since);
  if (first < 0 || !touchesScreen(projection, points, first)) return;
  context.lineWidth = look.width;
  context.globalAlpha = look.alpha;
  context.lineJoin = context.lineCap = 'round';

  let band = Number.NaN;
  let [lastX, lastY] = [0, 0];
  for (let i = first; i < points.length; i++) {
    const point = points[i] as TrailPoint;
    const x = projection.x(mercatorX(point.lon));
    const y = projection.y(mercatorY(point.lat));
    const apart = i === first || point.gap || Math.abs(x - lastX) > projection.worldSize / 2;
    if (apart || point.band !== band) {
      if (i > first) context.stroke();
      band = point.band;
      context.strokeStyle = bandColour(band, theme);
      context.beginPath();
      if (apart) context.moveTo(x, y);
      else {
        context.moveTo(lastX, lastY);
        context.lineTo(x, y);
      }
    } else context.lineTo(x, y);
    [lastX, lastY] = [x, y];
  }
  context.stroke();
  context.globalAlpha = 1;
}

/** All heads, those of one colour in one stroke. */
export function paintHeads(
  context: CanvasRenderingContext2D,
  projection: Projection,
  heads: Iterable<Head>,
  theme: Theme,
  selected: string | null,
): void {
  const faint = new Map<number, Path2D>();
  const line = (path: Path2D | CanvasRenderingContext2D, { last, place }: Head): void => {
    const [x, y] = [projection.x(mercatorX(last.lon)), projection.y(mercatorY(last.lat))];
    if (!projection.isVisible(x, y, 60)) return;
    path.moveTo(x, y);
    path.lineTo(projection.x(mercatorX(place.lon)), projection.y(mercatorY(place.lat)));
  };
  context.lineCap = 'round';
  for (const head of heads) {
    if (head.hex === selected) {
      stroke(context, strongTrail, bandColour(head.last.band, theme), () => {
        context.beginPath();
        line(context, head);
        context.stroke();
      });
      continue;
    }
    let path = faint.get(head.last.band);
    if (!path) faint.set(head.last.band, (path = new Path2D()));
    line(path, head);
  }
  for (const [band, path] of faint)
    stroke(context, faintTrail(selected), bandColour(band, theme), () => context.stroke(path));
}

function stroke(
  context: CanvasRenderingContext2D,
  { width, alpha }: { width: number; alpha: number },
  colour: string,
  draw: () => void,
): void {
  context.lineWidth = width;
  context.globalAlpha = alpha;
  context.strokeStyle = colour;
  draw();
  context.globalAlpha = 1;
}

function touchesScreen(projection: Projection, points: readonly TrailPoint[], first: number): boolean {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = first; i < points.length; i++) {
    const { lat, lon } = points[i] as TrailPoint;
    [left, right] = [Math.min(left, lon), Math.max(right, lon)];
    [top, bottom] = [Math.min(top, -lat), Math.max(bottom, -lat)];
  }
  if (right - left > 180) return true; // crosses the date line: let the canvas clip it
  const { width, height } = projection.camera;
  const [x1, x2] = [projection.x(mercatorX(left)), projection.x(mercatorX(right))];
  const [y1, y2] = [projection.y(mercatorY(-top)), projection.y(mercatorY(-bottom))];
  return Math.max(x1, x2) > -50 && Math.min(x1, x2) < width + 50 && y2 > -50 && y1 < height + 50;
}
