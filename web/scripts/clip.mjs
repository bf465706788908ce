// Cuts rings and lines at the edges of a rectangle [west, south, east, north].

/** The part of a closed ring inside (Sutherland and Hodgman); null when there is none. */
export function clipRing(ring, [west, south, east, north]) {
  let points = ring.slice(0, -1);
  for (const [axis, limit, keep] of edges(west, south, east, north)) {
    const kept = [];
    points.forEach((point, i) => {
      const before = points[(i + points.length - 1) % points.length];
      const inside = keep(point[axis]);
      if (inside !== keep(before[axis])) kept.push(cut(before, point, axis, limit));
      if (inside) kept.push(point);
    });
    points = kept;
    if (points.length < 3) return null;
  }
  return [...points, points[0]];
}

/** The parts of a line inside. */
export function clipLine(line, [west, south, east, north]) {
  let parts = [line];
  for (const edge of edges(west, south, east, north)) parts = parts.flatMap((part) => clipLineAt(part, edge));
  return parts;
}

function clipLineAt(line, [axis, limit, keep]) {
  const parts = [];
  let part = [];
  line.forEach((point, i) => {
    const inside = keep(point[axis]);
    if (i > 0 && inside !== keep(line[i - 1][axis])) part.push(cut(line[i - 1], point, axis, limit));
    if (inside) part.push(point);
    else if (part.length > 0) {
      parts.push(part);
      part = [];
    }
  });
  if (part.length > 0) parts.push(part);
  return parts.filter((one) => one.length > 1);
}

function edges(west, south, east, north) {
  return [
    [0, west, (x) => x >= west],
    [0, east, (x) => x <= east],
    [1, south, (y) => y >= south],
    [1, north, (y) => y <= north],
  ];
}

function cut(a, b, axis, limit) {
  const share = (limit - a[axis]) / (b[axis] - a[axis]);
  const point = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
  point[axis] = limit;
  return point;
}
