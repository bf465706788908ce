/** Draws aircraft and their labels, and remembers where, so that a click finds them. */
import { shadeColour, type ColourBy } from '../colouring';
import type { Theme } from '../settings';
import type { IconSheet } from './icons';
import { keepLabels, placeLabels, type Box, type LabelRequest, type Side } from './labels';
import type { Palette } from './palette';
import { mercatorX, mercatorY, type Projection } from './projection';
import type { Actor } from './scene';
import { shapes } from './shapes';

export interface Drawn {
  readonly actor: Actor;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface Look {
  readonly theme: Theme;
  readonly palette: Palette;
  readonly ratio: number;
  readonly now: number;
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly labels: boolean;
  readonly colours: ColourBy;
}

const jetPixels = 25;
const staleSeconds = 30;
const nameZoom = 5.8;
const groundNameZoom = 10.5;
const detailZoom = 7.6;
const nameFont = '700 12px B612, system-ui, sans-serif';
const lineFont = '400 11px B612, system-ui, sans-serif';

export function paintAircraft(
  context: CanvasRenderingContext2D,
  projection: Projection,
  actors: Iterable<Actor>,
  sheet: IconSheet,
  look: Look,
): Drawn[] {
  const zoomed =
    Math.round(Math.min(1.35, Math.max(0.62, 0.62 + (projection.camera.zoom - 4) * 0.09)) * 20) / 20;
  const drawn: Drawn[] = [];
  for (const actor of actors) {
    const place = actor.glide.at(look.now);
    const x = projection.x(mercatorX(place.lon));
    const y = projection.y(mercatorY(place.lat));
    if (!projection.isVisible(x, y, 40)) continue;
    const small = actor.onGround ? 0.72 : 1;
    const pixels = Math.round(jetPixels * zoomed * small * shapes[actor.kind].size);
    drawn.push({ actor, x, y, radius: pixels / 2 });
  }
  drawn.sort((a, b) => weight(a.actor, look) - weight(b.actor, look));
  for (const one of drawn) stamp(context, one, sheet, look);
  context.setTransform(look.ratio, 0, 0, look.ratio, 0, 0);
  return drawn;
}

/** Ground below air, emergencies above, the selected one on top. */
function weight(actor: Actor, { selected }: Look): number {
  return (actor.hex === selected ? 1000 : 0) + (actor.emergency ? 500 : 0) + actor.band;
}

function stamp(context: CanvasRenderingContext2D, drawn: Drawn, sheet: IconSheet, look: Look): void {
  const { actor, x, y, radius } = drawn;
  const { palette, theme, ratio } = look;
  context.setTransform(ratio, 0, 0, ratio, x * ratio, y * ratio);
  if (actor.emergency) ring(context, radius + 5, palette.alarm, 2.2);
  if (actor.hex === look.selected) ring(context, radius + (actor.emergency ? 9 : 5), palette.selection, 1.8);
  else if (actor.hex === look.hovered) ring(context, radius + 5, palette.textMuted, 1.2);

  const colour = actor.emergency ? palette.alarm : shadeColour(look.colours, actor.shade, theme);
  const image = sheet.get(actor.kind, colour, palette.outline, Math.round(radius * 2), ratio);
  if (shapes[actor.kind].turns && actor.direction !== undefined)
    context.rotate((actor.direction * Math.PI) / 180);
  context.globalAlpha = look.now - actor.heardAt > staleSeconds ? 0.45 : 1;
  context.drawImage(image, -radius, -radius, radius * 2, radius * 2);
  context.globalAlpha = 1;
}

function ring(context: CanvasRenderingContext2D, radius: number, colour: string, width: number): void {
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

export function paintLabels(
  context: CanvasRenderingContext2D,
  projection: Projection,
  drawn: readonly Drawn[],
  memory: Map<string, Side>,
  look: Look,
  anew: boolean,
): void {
  const { zoom } = projection.camera;
  const detailed = zoom >= detailZoom;
  const named = (actor: Actor) => look.labels && zoom >= (actor.onGround ? groundNameZoom : nameZoom);
  const wanted = drawn.filter(({ actor }) => isMarked(actor, look) || named(actor));
  const requests = wanted.reverse().map((one): LabelRequest => {
    const { name, line } = one.actor;
    const lines = detailed || isMarked(one.actor, look);
    const width =
      Math.max(widthOf(context, name, nameFont), lines ? widthOf(context, line, lineFont) : 0) + 8;
    const always = isMarked(one.actor, look);
    return {
      id: one.actor.hex,
      ...one,
      radius: one.radius + (always ? 8 : 1),
      width,
      height: lines ? 30 : 17,
      always,
    };
  });
  const screen = { x: 0, y: 0, ...projection.camera };
  const icons = drawn.map(({ x, y, radius }) => {
    const half = radius * 0.7; // wings are thin: their corners may be touched
    return { x: x - half, y: y - half, width: half * 2, height: half * 2 };
  });
  const boxes = anew ? placeLabels(requests, icons, memory, screen) : keepLabels(requests, memory);

  context.textBaseline = 'top';
  context.lineJoin = 'round';
  for (const { actor } of wanted) {
    const box = boxes.get(actor.hex);
    if (box) paintLabel(context, actor, box, look);
  }
}

const widths = new Map<string, number>();

function widthOf(context: CanvasRenderingContext2D, text: string, font: string): number {
  const key = font + text;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > 5000) widths.clear();
    context.font = font;
    widths.set(key, (width = context.measureText(text).width));
  }
  return width;
}

function isMarked(actor: Actor, { selected, hovered }: Look): boolean {
  return actor.hex === selected || actor.hex === hovered || actor.emergency;
}

function paintLabel(context: CanvasRenderingContext2D, actor: Actor, box: Box, look: Look): void {
  const { palette } = look;
  const selected = actor.hex === look.selected;
  const plate = selected ? palette.selection : actor.emergency ? palette.alarm : null;
  const ink = selected ? palette.selectionText : palette.outline;
  if (plate) {
    context.fillStyle = plate;
    context.beginPath();
    context.roundRect(box.x, box.y, box.width, box.height, 4);
    context.fill();
  }
  write(
    context,
    actor.name,
    nameFont,
    box.x + 4,
    box.y + 3,
    plate ? ink : palette.text,
    plate ? null : palette.halo,
  );
  if (box.height < 20) return;
  write(
    context,
    actor.line,
    lineFont,
    box.x + 4,
    box.y + 16,
    plate ? ink : palette.textMuted,
    plate ? null : palette.halo,
  );
}

function write(
  context: CanvasRenderingContext2D,
  text: string,
  font: string,
  x: number,
  y: number,
  colour: string,
  halo: string | null,
): void {
  context.font = font;
  if (halo) {
    context.strokeStyle = halo;
    context.lineWidth = 3;
    context.strokeText(text, x, y);
  }
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
