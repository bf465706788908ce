/**
 * What lies under the aircraft and changes slowly: heatmap and trails, on a canvas of its own with a margin around the
 * view. While the map moves and painting takes long, the last picture is moved and scaled instead, which costs nothing.
 */
import { mercatorX, mercatorY, Projection, type Camera } from './projection';

const margin = 0.25; // of width and height, on each side
const quickMs = 5;
const shareOfTime = 5; // painting takes at most a fifth of the time
const longestGapMs = 250;

export class Backdrop {
  readonly canvas = document.createElement('canvas');
  private readonly context = this.canvas.getContext('2d');
  private painted: Camera | null = null;
  private dirty = true;
  private took = 0;
  private at = -Infinity;

  constructor(private readonly paint: (context: CanvasRenderingContext2D, projection: Projection) => void) {
    this.canvas.className = 'backdrop';
  }

  /** What is painted is not up to date any more. */
  change(): void {
    this.dirty = true;
  }

  /** Follows the view; returns after how many milliseconds it wants to be asked again, 0 for not before something changes. */
  follow(camera: Camera, ratio: number): number {
    if (!this.dirty && this.painted && same(this.painted, camera)) return 0;
    const gap = this.took < quickMs ? 0 : Math.min(longestGapMs, this.took * shareOfTime);
    const waited = performance.now() - this.at;
    if (this.painted && sameSize(this.painted, camera) && waited < gap) {
      this.move(this.painted, camera);
      return gap - waited;
    }
    this.render(camera, ratio);
    return 0;
  }

  private render(camera: Camera, ratio: number): void {
    const { context, canvas } = this;
    if (!context) return;
    const started = performance.now();
    const [width, height] = [camera.width * (1 + 2 * margin), camera.height * (1 + 2 * margin)];
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w || canvas.height !== h) {
      canvas.width = w;
      canvas.height = h;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      canvas.style.left = `${-margin * camera.width}px`;
      canvas.style.top = `${-margin * camera.height}px`;
    }
    canvas.style.transform = '';
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.paint(context, new Projection({ ...camera, width, height }));
    this.painted = camera;
    this.dirty = false;
    this.at = performance.now();
    this.took = this.at - started;
  }

  /** Puts the picture of one camera where it belongs in another. */
  private move(painted: Camera, camera: Camera): void {
    const projection = new Projection(camera);
    const x = projection.x(mercatorX(painted.lon)) - camera.width / 2;
    const y = projection.y(mercatorY(painted.lat)) - camera.height / 2;
    this.canvas.style.transform = `translate(${x}px, ${y}px) scale(${2 ** (camera.zoom - painted.zoom)})`;
  }
}

function same(a: Camera, b: Camera): boolean {
  return a.lat === b.lat && a.lon === b.lon && a.zoom === b.zoom && sameSize(a, b);
}

function sameSize(a: Camera, b: Camera): boolean {
  return a.width === b.width && a.height === b.height;
}
