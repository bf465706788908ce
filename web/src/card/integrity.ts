/** The quality figures of ADS-B in words (DO-260B tables 2-70, N-4 to N-8; ED-102A). */
import { integrityWords as words } from '../strings';

/** Containment radius for a navigation integrity category, in metres; NIC 6 has several and means the widest. */
const containment: readonly (number | null)[] = [
  null,
  37_040,
  14_816,
  7408,
  3704,
  1852,
  1111.2,
  370.4,
  185.2,
  75,
  25,
  7.5,
];
/** 95 % accuracy of the position for NACp, in metres. */
const accuracy: readonly (number | null)[] = [
  null,
  18_520,
  7408,
  3704,
  1852,
  926,
  555.6,
  185.2,
  92.6,
  30,
  10,
  3,
];
/** 95 % accuracy of the velocity for NACv, in metres a second. */
const velocity: readonly (number | null)[] = [null, 10, 3, 1, 0.3];
/** 95 % accuracy of the geometric altitude for GVA, in metres. */
const vertical: readonly (number | null)[] = [null, 150, 45];
/** Chance that the position lies outside its containment radius without an alarm. */
const level: readonly string[] = ['', '10⁻³', '10⁻⁵', '10⁻⁷'];

export function nicWords(nic: number, radius: number | undefined): string {
  const metres = radius !== undefined && radius > 0 ? radius : containment[nic];
  return metres ? words.within(length(metres)) : words.unknown;
}

export function nacpWords(nacp: number): string {
  const metres = accuracy[nacp];
  return metres ? words.accurate(length(metres)) : words.unknown;
}

export function nacvWords(nacv: number): string {
  const metres = velocity[nacv];
  return metres ? words.accurate(`${metres} m/s`) : words.unknown;
}

export function gvaWords(gva: number): string {
  const metres = vertical[gva];
  return metres ? words.accurate(`${metres} m`) : words.unknown;
}

export function silWords(sil: number, type: string | undefined): string {
  const chance = level[sil];
  if (!chance) return words.unknown;
  return words.wrong(
    chance,
    type === 'perhour' ? words.perHour : type === 'persample' ? words.perSample : '',
  );
}

/** System design assurance: how bad an undetected failure may be. */
export function sdaWords(sda: number): string {
  return words.assurance[sda] ?? words.unknown;
}

function length(metres: number): string {
  if (metres >= 1000) return `${Number((metres / 1000).toFixed(1))} km`;
  return `${metres >= 10 ? Math.round(metres) : metres} m`;
}
