/** GPX 1.1 (http://www.topografix.com/GPX/1/1/gpx.xsd): a track with a segment for each piece. */
import { isoTime, metres, segments, xmlText, type ExportFormat } from './track';

export const gpx: ExportFormat = {
  name: 'GPX',
  extension: 'gpx',
  mediaType: 'application/gpx+xml',
  write: ({ name, hex, type, points }) => {
    const pieces = segments(points).map((piece) => {
      const rows = piece.map((point) => {
        const height = metres(point);
        const elevation = height === null ? '' : `<ele>${height}</ele>`;
        return `<trkpt lat="${point.lat}" lon="${point.lon}">${elevation}<time>${isoTime(point)}</time></trkpt>`;
      });
      return `<trkseg>\n${rows.join('\n')}\n</trkseg>`;
    });
    const kind = type ? `<type>${xmlText(type)}</type>` : '';
    return `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="AdsbFeeder" xmlns="http://www.topografix.com/GPX/1/1">
<metadata><name>${xmlText(name)}</name></metadata>
<trk><name>${xmlText(name)}</name><desc>${xmlText(hex)}</desc>${kind}
${pieces.join('\n')}
</trk>
</gpx>
`;
  },
};
