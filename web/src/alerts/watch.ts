/** What is worth an alert: emergencies that begin, and events of zones and of wanted aircraft. Pure. */
import { callsign, emergencyOf, type Emergency } from '../aircraft';
import type { SkyEvent } from '../api';
import type { Traffic } from '../state';
import { alertWords, emergencyWords } from '../strings';

export type AlertKind = 'emergency' | 'zone' | 'wanted';

export interface Alert {
  readonly id: string;
  readonly kind: AlertKind;
  readonly hex: string;
  readonly title: string;
  readonly text: string;
}

/** An emergency that was over for so long, in seconds, is a new one when it comes again. */
const overSeconds = 120;

export class AlertWatch {
  private readonly emergencies = new Map<string, { kind: Emergency; seenAt: number }>();
  private count = 0;

  /** The emergencies that have begun since the last picture. */
  traffic({ aircraft, now }: Traffic): Alert[] {
    const begun: Alert[] = [];
    for (const { hex, wire } of aircraft.values()) {
      const kind = emergencyOf(wire);
      if (!kind) continue;
      const known = this.emergencies.get(hex)?.kind === kind;
      this.emergencies.set(hex, { kind, seenAt: now });
      const name = callsign(wire) ?? hex.toUpperCase();
      const text = [emergencyWords[kind], wire.squawk].filter(Boolean).join(' · ');
      if (!known) begun.push({ id: `e${this.count++}`, kind: 'emergency', hex, title: name, text });
    }
    for (const [hex, { seenAt }] of this.emergencies)
      if (now - seenAt > overSeconds) this.emergencies.delete(hex);
    return begun;
  }

  /** An event of the service; null when it is no matter for an alert. Squawks are seen in the traffic. */
  event({ event, hex, flight, zone, wanted }: SkyEvent): Alert | null {
    const title = flight?.trim() || hex.toUpperCase();
    const id = `e${this.count++}`;
    if ((event === 'enter' || event === 'leave') && zone)
      return { id, kind: 'zone', hex, title, text: alertWords[event](zone) };
    if (event === 'wanted')
      return { id, kind: 'wanted', hex, title, text: alertWords.appears(wanted ?? hex) };
    return null;
  }
}
