// Where a country's name sits: the point of its largest polygon that is farthest from any border
// (the "pole of inaccessibility"), found by a grid that is refined around its best cell.

import { polygonsOf, unwrapRing } from './lines.mjs';

/** The polygon with the largest area (square degrees, shrunk towards the poles) of a (Multi)Polygon. */
export function largestPolygon(geometry) {
  const polygons = polygonsOf(geometry).map((polygon) => polygon.map(unwrapRing));
  let best = { polygon: polygons[0], area: -1 };
  for (const polygon of polygons) {
    const area = ringArea(polygon[0]);
    if (area > best.area) best = { polygon, area };
  }
  return best;
}

export function labelPoint(polygon) {
  let [west, south, east, north] = bounds(polygon[0]);
  let best = { x: (west + east) / 2, y: (south + north) / 2, distance: -Infinity };
  for (let pass = 0; pass < 4; pass++) {
    const stepX = (east - west) / 16;
    const stepY = (north - south) / 16;
    for (let x = west; x <= east; x += stepX || 1)
      for (let y = south; y <= north; y += stepY || 1) {
        const distance = signedDistance(polygon, x, y);
        if (distance > best.distance) best = { x, y, distance };
      }
    [west, east, south, north] = [best.x - stepX, best.x + stepX, best.y - stepY, best.y + stepY];
  }
  return [best.x, best.y];
}

function ringArea(ring) {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++)
    sum += (ring[i + 1][0] - ring[i][0]) * (Math.sin(rad(ring[i][1])) + Math.sin(rad(ring[i + 1][1])));
  return Math.abs(sum / 2) * (180 / Math.PI);
}

function bounds(ring) {
  const xs = ring.map((p) => p[0]);
  const ys = ring.map((p) => p[1]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Distance to the nearest edge in degrees of latitude; negative outside. A label is wide: x counts less. */
function signedDistance(polygon, x, y) {
  const squeeze = Math.cos(rad(y)) * 0.6;
  let inside = false;
  let nearest = Infinity;
  for (const ring of polygon)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i];
      const [bx, by] = ring[j];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      nearest = Math.min(nearest, segment((ax - x) * squeeze, ay - y, (bx - x) * squeeze, by - y));
    }
  return inside ? nearest : -nearest;
}

function segment(ax, ay, bx, by) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length));
  return Math.hypot(ax + t * dx, ay + t * dy);
}

function rad(degrees) {
  return (degrees * Math.PI) / 180;
}
