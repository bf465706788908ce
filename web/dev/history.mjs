// The stand-in's past: half hours of made-up traffic, each from its own number, so that every look at one is the same.
import { Fleet } from './fleet.mjs';
import { halfHourFile } from './half-hour.mjs';

const halfHourSeconds = 1800;

/** The numbers of the half hours of the last `hours`, with a night without any. */
export function halfHours(now, hours) {
  const last = Math.floor(now / halfHourSeconds);
  return Array.from({ length: hours * 2 }, (_, i) => last - hours * 2 + 1 + i).filter(
    (half) => half === last || (half % 48 !== 4 && half % 48 !== 5),
  );
}

/** The file of a half hour, as far as it is over. */
export function heatmapFile(half, count, now) {
  const fleet = new Fleet(count, half % 1000);
  const start = half * halfHourSeconds;
  const moments = Array.from({ length: 60 }, (_, i) => {
    if (start + i * 30 > now) return [];
    for (let step = 0; step < 6; step++) fleet.advance(5);
    return fleet.planes.filter(({ placed }) => placed).map(moment);
  });
  return Buffer.from(halfHourFile(start, moments));
}

function moment({ hex, lat, lon, altitude, ground, gs, flight, squawk }) {
  return {
    hex,
    lat,
    lon,
    feet: ground ? 'ground' : altitude,
    knots: gs,
    flight,
    squawk: squawk.replace(/[89]/g, '7'),
  };
}

/** Where an aircraft of now was in the last hour: a straight way to where it is. */
export function trace(plane, now) {
  const points = Array.from({ length: 120 }, (_, i) => {
    const after = i * 30;
    const back = ((3600 - after) * plane.gs) / 3600 / 60;
    const angle = ((plane.track + 180) * Math.PI) / 180;
    const lat = plane.lat + back * Math.cos(angle);
    const lon = plane.lon + (back * Math.sin(angle)) / Math.cos((plane.lat * Math.PI) / 180);
    return [
      after,
      lat,
      lon,
      Math.round(plane.altitude * Math.min(1, i / 40)),
      plane.gs,
      plane.track,
      i === 0 ? 2 : 0,
      0,
      null,
    ];
  });
  return { icao: plane.hex, timestamp: now - 3600, trace: points };
}

/** A ragged coast of reception around a place. */
export function outline({ lat, lon }, above = 0) {
  const points = Array.from({ length: 360 }, (_, degree) => {
    const far =
      (0.9 + above / 16000) * (1 + 0.18 * Math.sin(degree / 17) + 0.1 * Math.sin(degree / 5 + above));
    const angle = (degree * Math.PI) / 180;
    return [lat + far * Math.cos(angle), lon + (far * Math.sin(angle)) / 0.61, above];
  });
  return { actualRange: { last24h: { points } } };
}

export const zones = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { name: 'Schiphol CTR', maxFeet: 3000 },
      geometry: {
        type: 'MultiPolygon',
        coordinates: [
          [
            Array.from({ length: 37 }, (_, i) => [
              4.76 + 0.24 * Math.sin((i * Math.PI) / 18),
              52.31 + 0.146 * Math.cos((i * Math.PI) / 18),
            ]),
          ],
        ],
      },
    },
  ],
};

const airport = (ident, name, size, lon, lat) => ({
  type: 'Feature',
  properties: { ident, name, size },
  geometry: { type: 'Point', coordinates: [lon, lat] },
});
const runway = (ident, name, ...coordinates) => ({
  type: 'Feature',
  properties: { ident, runway: name },
  geometry: { type: 'LineString', coordinates },
});

export const airports = {
  type: 'FeatureCollection',
  features: [
    airport('EHAM', 'Amsterdam Schiphol', 'large', 4.76389, 52.308601),
    runway('EHAM', '18R/36L', [4.708935, 52.362822], [4.711884, 52.328616]),
    runway('EHAM', '06/24', [4.737181, 52.289139], [4.777526, 52.304621]),
    runway('EHAM', '09/27', [4.746328, 52.316633], [4.797047, 52.318371]),
    airport('EHRD', 'Rotterdam The Hague', 'medium', 4.43722, 51.956902),
    airport('EHEH', 'Eindhoven', 'medium', 5.37453, 51.4501),
    airport('EBBR', 'Brussels', 'large', 4.48444, 50.901402),
    airport('EDDL', 'Düsseldorf', 'large', 6.76678, 51.289501),
    airport('EGSS', 'London Stansted', 'large', 0.235, 51.884998),
    airport('EHLE', 'Lelystad', 'small', 5.527222, 52.460278),
  ],
};
