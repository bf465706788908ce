/** Web Mercator as an affine map from a unit square to the screen: fast enough for every point of every trail. */

export interface Camera {
  readonly lat: number;
  readonly lon: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
}

/** A part of the world in mercator units; `left` may be below 0 and `right` above 1 across the date line. */
export interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** MapLibre's world is 512 pixels wide at zoom 0. */
const tileSize = 512;
const metresAroundEquator = 40_075_016.7;

/** Longitude to 0…1 from west to east. */
export function mercatorX(lon: number): number {
  return lon / 360 + 0.5;
}

/** Latitude to 0…1 from north to south. */
export function mercatorY(lat: number): number {
  const clamped = Math.max(-85.05, Math.min(85.05, lat));
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + (clamped * Math.PI) / 360)) / (2 * Math.PI);
}

export class Projection {
  readonly worldSize: number;
  readonly metresPerPixel: number;
  private readonly centreX: number;
  private readonly centreY: number;

  constructor(readonly camera: Camera) {
    this.worldSize = tileSize * 2 ** camera.zoom;
    this.metresPerPixel = (metresAroundEquator * Math.cos((camera.lat * Math.PI) / 180)) / this.worldSize;
    this.centreX = mercatorX(camera.lon);
    this.centreY = mercatorY(camera.lat);
  }

  /** Screen x of a mercator x, in the copy of the world that is nearest to the centre. */
  x(mercator: number): number {
    const offset = mercator - this.centreX;
    return (offset - Math.round(offset)) * this.worldSize + this.camera.width / 2;
  }

  y(mercator: number): number {
    return (mercator - this.centreY) * this.worldSize + this.camera.height / 2;
  }

  bounds(): Bounds {
    const [width, height] = [this.camera.width / 2 / this.worldSize, this.camera.height / 2 / this.worldSize];
    const { centreX, centreY } = this;
    return { left: centreX - width, right: centreX + width, top: centreY - height, bottom: centreY + height };
  }

  isVisible(x: number, y: number, margin: number): boolean {
    return x > -margin && y > -margin && x < this.camera.width + margin && y < this.camera.height + margin;
  }
}

/** The zoom at which a circle of `radius` metres around a latitude fills a square of `pixels`. */
export function zoomForRadius(radius: number, lat: number, pixels: number): number {
  const metresPerPixel = (2 * radius) / Math.max(1, pixels);
  return Math.log2((metresAroundEquator * Math.cos((lat * Math.PI) / 180)) / tileSize / metresPerPixel);
}
