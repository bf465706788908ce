/** Comma-separated values (RFC 4180): a row for each point, empty where nothing is known. */
import type { TracePoint } from '../../history/trace';
import { isoTime, type ExportFormat } from './track';

const columns: readonly (readonly [name: string, value: (point: TracePoint) => string | number | null])[] = [
  ['time', isoTime],
  ['latitude', ({ lat }) => lat],
  ['longitude', ({ lon }) => lon],
  ['altitude_ft', ({ altitude }) => (altitude === 'ground' ? null : altitude)],
  ['on_ground', ({ altitude }) => (altitude === 'ground' ? 1 : 0)],
  ['ground_speed_kt', ({ knots }) => knots],
  ['track_deg', ({ track }) => track],
  ['vertical_rate_ft_min', ({ rate }) => rate],
];

export const csv: ExportFormat = {
  name: 'CSV',
  extension: 'csv',
  mediaType: 'text/csv',
  write: ({ points }) => {
    const rows = points.map((point) => columns.map(([, value]) => value(point) ?? '').join());
    return [columns.map(([name]) => name).join(), ...rows, ''].join('\r\n');
  },
};
