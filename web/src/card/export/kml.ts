/** KML 2.2 with Google's tracks, which keep the times (https://developers.google.com/kml/documentation/kmlreference). */
import { isoTime, metres, segments, xmlText, type ExportFormat } from './track';

export const kml: ExportFormat = {
  name: 'KML',
  extension: 'kml',
  mediaType: 'application/vnd.google-earth.kml+xml',
  write: ({ name, hex, points }) => {
    const pieces = segments(points).map((piece) => {
      const times = piece.map((point) => `<when>${isoTime(point)}</when>`);
      const places = piece.map(
        (point) => `<gx:coord>${point.lon} ${point.lat} ${metres(point) ?? 0}</gx:coord>`,
      );
      return `<gx:Track><altitudeMode>absolute</altitudeMode>\n${[...times, ...places].join('\n')}\n</gx:Track>`;
    });
    return `<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">
<Document><name>${xmlText(name)}</name>
<Style id="track"><LineStyle><color>ff865f0b</color><width>3</width></LineStyle></Style>
<Placemark><name>${xmlText(name)}</name><description>${xmlText(hex)}</description><styleUrl>#track</styleUrl>
<gx:MultiTrack><altitudeMode>absolute</altitudeMode><gx:interpolate>0</gx:interpolate>
${pieces.join('\n')}
</gx:MultiTrack>
</Placemark></Document>
</kml>
`;
  },
};
