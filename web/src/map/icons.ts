/** Images of aircraft: drawn once for each kind, colour and size, then stamped. */
import type { Kind } from '../aircraft';
import { outline, shapes } from './shapes';

const boxUnits = 28; // the 24 units of a shape and room for its rim

export class IconSheet {
  private readonly images = new Map<string, HTMLCanvasElement>();

  /** An image with the nose up; its edge in CSS pixels is `pixels`. */
  get(kind: Kind, colour: string, rim: string, pixels: number, ratio: number): HTMLCanvasElement {
    const key = `${kind} ${colour} ${rim} ${pixels} ${ratio}`;
    let image = this.images.get(key);
    if (!image) {
      if (this.images.size > 1500) this.images.clear(); // sizes change with the zoom; old ones never come back
      this.images.set(key, (image = paint(kind, colour, rim, pixels, ratio)));
    }
    return image;
  }
}

function paint(kind: Kind, colour: string, rim: string, pixels: number, ratio: number): HTMLCanvasElement {
  const image = document.createElement('canvas');
  image.width = image.height = Math.ceil(pixels * ratio);
  const context = image.getContext('2d');
  if (!context) return image;
  const scale = image.width / boxUnits;
  context.setTransform(scale, 0, 0, scale, image.width / 2, image.width / 2);
  context.lineJoin = context.lineCap = 'round';

  const shape = shapes[kind];
  const body = new Path2D();
  outline(shape).forEach(([x, y], i) => (i === 0 ? body.moveTo(x, y) : body.lineTo(x, y)));
  body.closePath();
  const fittings = new Path2D();
  for (const [x, y, radius] of shape.rings ?? []) {
    fittings.moveTo(x + radius, y);
    fittings.arc(x, y, radius, 0, 2 * Math.PI);
  }
  for (const [x1, y1, x2, y2] of shape.lines ?? []) {
    fittings.moveTo(x1, y1);
    fittings.lineTo(x2, y2);
  }

  context.strokeStyle = rim;
  context.lineWidth = 3.2;
  context.stroke(fittings);
  context.stroke(body);
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.stroke(fittings);
  context.fillStyle = colour;
  context.fill(body);
  context.lineWidth = 0.6;
  context.stroke(body);
  return image;
}
