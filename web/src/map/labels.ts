/** Places labels beside their aircraft so that none covers another. Pure; boxes are screen pixels. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface LabelRequest {
  readonly id: string;
  /** Centre of the icon and half its size. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
  readonly height: number;
  /** Placed even when it covers others: the selected aircraft. */
  readonly always: boolean;
}

export type Side = 0 | 1 | 2 | 3; // right, left, below, above
const sides: readonly Side[] = [0, 1, 2, 3];
const cell = 64;

/**
 * Tries the four sides of each aircraft in the order given, the side of the last time first, so that labels rest; sides that
 * would leave the screen do not count.
 * Returns the boxes by id and stores the sides in `memory`, from which ids without a label are removed.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  icons: readonly Box[],
  memory: Map<string, Side>,
  screen: Box,
): Map<string, Box> {
  const taken = new Grid();
  for (const icon of icons) taken.add(icon);
  const placed = new Map<string, Box>();
  const ordered = [...requests].sort((a, b) => rank(a, memory) - rank(b, memory));
  for (const request of ordered) {
    const last = memory.get(request.id);
    const order = last === undefined ? sides : [last, ...sides.filter((side) => side !== last)];
    const visible = order.filter((side) => contains(screen, boxAt(request, side)));
    const free = visible.find((side) => !taken.hits(boxAt(request, side)));
    const side = free ?? (request.always ? (visible[0] ?? 0) : undefined);
    if (side === undefined) continue;
    const box = boxAt(request, side);
    taken.add(box);
    placed.set(request.id, box);
    memory.set(request.id, side);
  }
  for (const id of memory.keys()) if (!placed.has(id)) memory.delete(id);
  return placed;
}

/** Leaves every label at the side where it was; those without one stay without. */
export function keepLabels(
  requests: readonly LabelRequest[],
  memory: ReadonlyMap<string, Side>,
): Map<string, Box> {
  const placed = new Map<string, Box>();
  for (const request of requests) {
    const side = memory.get(request.id);
    if (side !== undefined) placed.set(request.id, boxAt(request, side));
    else if (request.always) placed.set(request.id, boxAt(request, 0));
  }
  return placed;
}

/** Selected first, then those that already have a label. */
function rank(request: LabelRequest, memory: Map<string, Side>): number {
  return request.always ? 0 : memory.has(request.id) ? 1 : 2;
}

function boxAt({ x, y, radius, width, height }: LabelRequest, side: Side): Box {
  const middle = { x: x - width / 2, y: y - height / 2, width, height };
  if (side === 0) return { ...middle, x: x + radius };
  if (side === 1) return { ...middle, x: x - radius - width };
  return side === 2 ? { ...middle, y: y + radius } : { ...middle, y: y - radius - height };
}

/** Boxes by the cells they touch: a query looks at a few neighbours only. */
class Grid {
  private readonly cells = new Map<number, Box[]>();

  add(box: Box): void {
    this.each(box, (key) => {
      const boxes = this.cells.get(key);
      if (boxes) boxes.push(box);
      else this.cells.set(key, [box]);
      return false;
    });
  }

  hits(box: Box): boolean {
    return this.each(box, (key) => this.cells.get(key)?.some((other) => overlap(box, other)) ?? false);
  }

  private each(box: Box, visit: (key: number) => boolean): boolean {
    const right = Math.floor((box.x + box.width) / cell);
    const bottom = Math.floor((box.y + box.height) / cell);
    for (let column = Math.floor(box.x / cell); column <= right; column++)
      for (let row = Math.floor(box.y / cell); row <= bottom; row++)
        if (visit(column * 4096 + row)) return true;
    return false;
  }
}

function contains(outer: Box, inner: Box): boolean {
  const right = inner.x + inner.width <= outer.x + outer.width;
  const bottom = inner.y + inner.height <= outer.y + outer.height;
  return inner.x >= outer.x && inner.y >= outer.y && right && bottom;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
