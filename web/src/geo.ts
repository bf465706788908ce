/** Distances and directions on a sphere of mean earth radius; good to 0.5 %. */

const earthRadiusNm = 3440.065;
const radians = Math.PI / 180;

export interface Place {
  readonly lat: number;
  readonly lon: number;
}

export function distanceNm(a: Place, b: Place): number {
  const dLat = (b.lat - a.lat) * radians;
  const dLon = (b.lon - a.lon) * radians;
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(dLon / 2) ** 2;
  return 2 * earthRadiusNm * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Initial bearing from `a` to `b`, degrees from true north, 0 ≤ x < 360. */
export function bearingDegrees(a: Place, b: Place): number {
  const dLon = (b.lon - a.lon) * radians;
  const y = Math.sin(dLon) * Math.cos(b.lat * radians);
  const x =
    Math.cos(a.lat * radians) * Math.sin(b.lat * radians) -
    Math.sin(a.lat * radians) * Math.cos(b.lat * radians) * Math.cos(dLon);
  return (Math.atan2(y, x) / radians + 360) % 360;
}

/** The place `distance` nautical miles from `from` along a great circle that starts at `bearing` degrees. */
export function destination(from: Place, bearing: number, distance: number): Place {
  const d = distance / earthRadiusNm;
  const lat1 = from.lat * radians;
  const sinLat = Math.sin(lat1) * Math.cos(d) + Math.cos(lat1) * Math.sin(d) * Math.cos(bearing * radians);
  const y = Math.sin(bearing * radians) * Math.sin(d) * Math.cos(lat1);
  const x = Math.cos(d) - Math.sin(lat1) * sinLat;
  return { lat: Math.asin(sinLat) / radians, lon: from.lon + Math.atan2(y, x) / radians };
}
