/**
 * The traffic: a transparent canvas over the map, and one below it for what changes slowly. MapLibre redraws only when
 * the view changes; these redraw with it and, between, just often enough that the fastest aircraft moves in steps of
 * half a pixel.
 */
import type { ColourBy } from '../colouring';
import type { Units } from '../format';
import type { Theme } from '../settings';
import type { Traffic } from '../state';
import type { TrailPoint, Trails } from '../trails';
import { paintAircraft, paintLabels, type Drawn } from './aircraft-painter';
import { Backdrop } from './backdrop';
import { HeatPainter, prepareHeat } from './heat-painter';
import { IconSheet } from './icons';
import type { Side } from './labels';
import { palettes } from './palette';
import { Projection, type Camera } from './projection';
import { Scene, type Actor } from './scene';
import { faintTrail, paintHeads, paintTrail, strongTrail, type Head } from './trail-painter';

export interface OverlayOptions {
  theme: Theme;
  units: Units;
  labels: boolean;
  trails: boolean;
  colours: ColourBy;
  selected: string | null;
  hovered: string | null;
}

const faintTrailSeconds = 600;
const fewAircraft = 150;
const labelMs = 120;
const fastestFrames = 30;
const slowestFrames = 2;
const metresPerSecondPerKnot = 0.514444;

export class Overlay {
  readonly canvas = document.createElement('canvas');
  private readonly context = this.canvas.getContext('2d');
  private readonly scene = new Scene();
  private readonly sheet = new IconSheet();
  private readonly sides = new Map<string, Side>();
  readonly backdrop = new Backdrop((context, projection) => this.paintTrails(context, projection));
  private readonly heatPainter = new HeatPainter();
  private labelledAt = -Infinity;
  private heat: Float32Array | null = null;
  private past: readonly TrailPoint[] = [];
  private trails: Trails = new Map();
  private drawn: Drawn[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private frame = 0;

  constructor(
    private readonly camera: () => Camera,
    private readonly clock: () => number,
    readonly options: OverlayOptions,
  ) {
    this.canvas.className = 'traffic';
  }

  setTraffic(traffic: Traffic, trails: Trails): void {
    this.trails = trails;
    this.scene.update(traffic, this.clock(), this.options);
    this.changed();
  }

  setPast(points: readonly TrailPoint[]): void {
    this.past = points;
    this.changed();
  }

  setHeat(places: Float32Array | null): void {
    this.heat = places && prepareHeat(places);
    this.changed();
  }

  set(changes: Partial<OverlayOptions>): void {
    Object.assign(this.options, changes);
    const isHover = Object.keys(changes).every((name) => name === 'hovered');
    if (isHover) this.request();
    else this.changed();
  }

  actor(hex: string): Actor | undefined {
    return this.scene.actors.get(hex);
  }

  /** The aircraft drawn nearest to a point on the screen, within `reach` pixels of its edge. */
  find(x: number, y: number, reach: number): string | null {
    let best: { hex: string; distance: number } | null = null;
    for (const one of this.drawn) {
      const distance = Math.hypot(one.x - x, one.y - y);
      if (distance <= Math.max(one.radius, 8) + reach && (!best || distance < best.distance))
        best = { hex: one.actor.hex, distance };
    }
    return best?.hex ?? null;
  }

  private changed(): void {
    this.backdrop.change();
    this.request();
  }

  /** Draws at the next animation frame. */
  request(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.draw());
  }

  /** Draws now: the map below has just been drawn. */
  draw(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.frame = 0;
    const camera = this.camera();
    const projection = new Projection(camera);
    const { context } = this;
    if (!context || camera.width === 0) return;
    const ratio = this.resize(camera);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, camera.width, camera.height);

    const again = this.backdrop.follow(camera, ratio);
    const now = this.clock();
    const look = { ...this.options, palette: palettes[this.options.theme], ratio, now };
    const { trails, selected, theme } = this.options;
    const withHead = trails ? this.scene.actors.keys() : selected ? [selected] : [];
    paintHeads(context, projection, this.heads(withHead, now), theme, selected);
    this.drawn = paintAircraft(context, projection, this.scene.actors.values(), this.sheet, look);
    paintLabels(context, projection, this.drawn, this.sides, look, this.isTimeForLabels());
    const wait = Math.min(1000 / this.framesPerSecond(projection), again || Infinity);
    this.timer = setTimeout(() => this.request(), wait);
  }

  /** Places for labels are looked for anew at most every so often when there are many; between they stay at their side. */
  private isTimeForLabels(): boolean {
    const now = performance.now();
    if (this.drawn.length > fewAircraft && now - this.labelledAt < labelMs) return false;
    this.labelledAt = now;
    return true;
  }

  private *heads(hexes: Iterable<string>, now: number): Generator<Head> {
    for (const hex of hexes) {
      const last = this.trails.get(hex)?.at(-1);
      const place = last && this.scene.actors.get(hex)?.glide.at(now);
      if (place) yield { hex, last, place };
    }
  }

  /** The parts of trails that lie still: up to the last report. */
  private paintTrails(context: CanvasRenderingContext2D, projection: Projection): void {
    const now = this.clock();
    const { selected, theme, trails } = this.options;
    if (this.heat) this.heatPainter.paint(context, projection, this.heat, theme);
    if (trails)
      for (const [hex, points] of this.trails) {
        if (hex === selected || !this.scene.actors.has(hex)) continue;
        const look = { ...faintTrail(selected), since: now - faintTrailSeconds };
        paintTrail(context, projection, points, theme, look);
      }
    if (!selected || !this.scene.actors.has(selected)) return;
    paintTrail(context, projection, this.past, theme, { width: 2, alpha: 0.7, since: 0 });
    paintTrail(context, projection, this.trails.get(selected) ?? [], theme, { ...strongTrail, since: 0 });
  }

  private framesPerSecond(projection: Projection): number {
    const pixels = (this.scene.fastestKnots * metresPerSecondPerKnot) / projection.metresPerPixel;
    return Math.min(fastestFrames, Math.max(slowestFrames, pixels * 2));
  }

  private resize({ width, height }: Camera): number {
    const ratio = Math.min(3, window.devicePixelRatio || 1);
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== w || this.canvas.height !== h) {
      this.canvas.width = w;
      this.canvas.height = h;
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
    }
    return ratio;
  }
}
