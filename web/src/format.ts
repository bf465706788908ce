/** Numbers for people. The same everywhere: thin spaces between thousands, a point, a real minus sign. */

export type Units = 'aeronautical' | 'metric' | 'imperial';

export interface Quantity {
  readonly text: string;
  readonly unit: string;
}

const metresPerFoot = 0.3048;
const kmPerNm = 1.852;
const milesPerNm = 1.150779;

/** 12345.6 → "12 346" (thin spaces), -64 → "−64". */
export function integer(value: number): string {
  const rounded = Math.round(value);
  const digits = String(Math.abs(rounded)).replace(/\B(?=(\d{3})+$)/g, '\u2009');
  return rounded < 0 ? `\u2212${digits}` : digits;
}

export function decimal(value: number, places: number): string {
  const text = Math.abs(value).toFixed(places);
  return value < 0 && Number(text) !== 0 ? `\u2212${text}` : text;
}

export function unitsPerFoot(units: Units): number {
  return units === 'metric' ? metresPerFoot : 1;
}

export function unitsPerNm(units: Units): number {
  return units === 'metric' ? kmPerNm : units === 'imperial' ? milesPerNm : 1;
}

export function altitude(feet: number, units: Units): Quantity {
  return { text: integer(feet * unitsPerFoot(units)), unit: units === 'metric' ? 'm' : 'ft' };
}

export function speed(knots: number, units: Units): Quantity {
  const unit = units === 'metric' ? 'km/h' : units === 'imperial' ? 'mph' : 'kt';
  return { text: integer(knots * unitsPerNm(units)), unit };
}

/** Signed: a climb is "+1 200", level "0". */
export function verticalRate(feetPerMinute: number, units: Units): Quantity {
  const metric = units === 'metric';
  const value = metric ? (feetPerMinute * metresPerFoot) / 60 : feetPerMinute;
  const text = metric ? decimal(value, 1) : integer(value);
  return { text: value > 0 && !/^0(\.0)?$/.test(text) ? `+${text}` : text, unit: metric ? 'm/s' : 'ft/min' };
}

export function distance(nm: number, units: Units): Quantity {
  const value = nm * unitsPerNm(units);
  const unit = units === 'metric' ? 'km' : units === 'imperial' ? 'mi' : 'nmi';
  return { text: value < 99.95 ? decimal(value, 1) : integer(value), unit };
}

/** 7 → "007°". */
export function degrees(value: number): string {
  const rounded = ((Math.round(value) % 360) + 360) % 360;
  return `${String(rounded).padStart(3, '0')}°`;
}

const points = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const;

export function compass(value: number): string {
  return points[((Math.round(value / 45) % 8) + 8) % 8] ?? 'N';
}

export function coordinate(lat: number, lon: number): string {
  const ns = `${Math.abs(lat).toFixed(4)}° ${lat < 0 ? 'S' : 'N'}`;
  return `${ns}, ${Math.abs(lon).toFixed(4)}° ${lon < 0 ? 'W' : 'E'}`;
}

/** 3.2 → "3 s", 75 → "1:15 min", 4000 → "1:07 h". Never negative: clocks differ a little. */
export function age(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)}:${two(s % 60)} min`;
  return `${Math.floor(s / 3600)}:${two(Math.floor((s % 3600) / 60))} h`;
}

export function joined({ text, unit }: Quantity): string {
  return `${text} ${unit}`;
}

/** As pilots and controllers say it: 35000 → "FL350", below the transition in hundreds with an A. */
export function tagAltitude(feet: number | 'ground' | undefined, units: Units): string {
  if (feet === undefined) return '';
  if (feet === 'ground') return 'gnd';
  if (units === 'metric') return `${integer(feet * metresPerFoot)} m`;
  return String(Math.max(0, Math.round(feet / 100))).padStart(3, '0');
}
