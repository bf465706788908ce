// Rings and lines of a round world on a flat one.
// world-atlas stitches what crosses the date line: longitudes jump from 180 to -180 there.

/** Carries a line on beyond 180 degrees instead of jumping back. */
export function unwrap(points) {
  let shift = 0;
  return points.map(([x, y], i) => {
    const before = points[i - 1];
    if (before && x - before[0] > 180) shift -= 360;
    if (before && x - before[0] < -180) shift += 360;
    return [x + shift, y];
  });
}

/** The same for a ring; one that goes around a pole (Antarctica) is closed along the pole. */
export function unwrapRing(ring) {
  const open = unwrap(ring);
  const [first, last] = [open[0], open.at(-1)];
  if (Math.abs(last[0] - first[0]) < 180) return open;
  const pole = first[1] < 0 ? -90 : 90;
  return [...open, [last[0], pole], [first[0], pole], first];
}

/** Whole numbers of 1/unit degree; each point but the first as a difference from the one before. */
export function pack(points, unit) {
  const flat = [];
  let [lastX, lastY] = [0, 0];
  for (const [i, point] of points.entries()) {
    const [x, y] = [Math.round(point[0] * unit), Math.round(point[1] * unit)];
    if (x === lastX && y === lastY && i > 0 && i < points.length - 1) continue; // the same place in whole numbers
    flat.push(x - lastX, y - lastY);
    [lastX, lastY] = [x, y];
  }
  return flat;
}

export function polygonsOf(geometry) {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}
