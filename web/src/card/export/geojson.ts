/** GeoJSON (RFC 7946): lines of longitude, latitude and metres; the times beside them. A lone point is no line. */
import { isoTime, metres, segments, type ExportFormat } from './track';

export const geojson: ExportFormat = {
  name: 'GeoJSON',
  extension: 'geojson',
  mediaType: 'application/geo+json',
  write: ({ hex, name, registration, type, points }) => {
    const lines = segments(points).filter((piece) => piece.length > 1);
    const coordinates = lines.map((line) =>
      line.map((point) => {
        const height = metres(point);
        return height === null ? [point.lon, point.lat] : [point.lon, point.lat, height];
      }),
    );
    const properties = { hex, name, registration, type, times: lines.map((line) => line.map(isoTime)) };
    const geometry = { type: 'MultiLineString', coordinates };
    return `${JSON.stringify({ type: 'Feature', properties, geometry })}\n`;
  },
};
