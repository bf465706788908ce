/** What the overlay draws: one entry for each aircraft with a position, kept between updates. */
import {
  altitudeOf,
  callsign,
  directionOf,
  emergencyOf,
  kindOf,
  verticalRateOf,
  type Kind,
} from '../aircraft';
import { altitudeBand } from '../colour';
import { shadeOf, type ColourBy } from '../colouring';
import { integer, speed, tagAltitude, type Units } from '../format';
import type { Aircraft, Traffic } from '../state';
import { Glide, type Fix } from './motion';

export interface Actor {
  readonly hex: string;
  readonly glide: Glide;
  kind: Kind;
  band: number;
  shade: number;
  direction: number | undefined;
  onGround: boolean;
  emergency: boolean;
  heardAt: number;
  name: string;
  line: string;
}

const climbingFpm = 250;

export class Scene {
  readonly actors = new Map<string, Actor>();
  fastestKnots = 0;

  update(traffic: Traffic, now: number, look: { units: Units; colours: ColourBy }): void {
    this.fastestKnots = 0;
    for (const aircraft of traffic.aircraft.values()) this.place(aircraft, now, look);
    for (const hex of this.actors.keys()) if (!traffic.aircraft.get(hex)?.position) this.actors.delete(hex);
  }

  private place(
    aircraft: Aircraft,
    now: number,
    { units, colours }: { units: Units; colours: ColourBy },
  ): void {
    const { wire, position, hex } = aircraft;
    if (!position) return;
    const fix: Fix = { ...position, knots: wire.gs ?? 0, track: wire.track ?? wire.calc_track };
    const known = this.actors.get(hex);
    known?.glide.update(fix, now);
    const altitude = altitudeOf(wire);
    const actor: Actor = Object.assign(known ?? { hex, glide: new Glide(fix) }, {
      kind: kindOf(wire),
      band: altitudeBand(altitude),
      shade: shadeOf(wire, colours),
      direction: directionOf(wire),
      onGround: altitude === 'ground',
      emergency: emergencyOf(wire) !== null,
      heardAt: position.at,
      name: callsign(wire) ?? hex,
      line: secondLine(aircraft, units),
    });
    this.actors.set(hex, actor);
    this.fastestKnots = Math.max(this.fastestKnots, fix.knots);
  }
}

function secondLine({ wire }: Aircraft, units: Units): string {
  const rate = verticalRateOf(wire) ?? 0;
  const arrow = rate > climbingFpm ? '↑' : rate < -climbingFpm ? '↓' : '';
  const height = tagAltitude(altitudeOf(wire), units) + arrow;
  const pace =
    wire.gs === undefined ? '' : units === 'aeronautical' ? integer(wire.gs) : speed(wire.gs, units).text;
  return [height, pace].filter(Boolean).join(' ');
}
