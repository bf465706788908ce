/**
 * Where an aircraft is now: its last position, carried on along its track. When a new position disagrees with the one
 * drawn, the difference fades within a second, so that icons glide and never jump.
 */
import type { Place } from '../geo';

export interface Fix extends Place {
  /** Seconds since 1970 on the service's clock. */
  readonly at: number;
  readonly knots: number;
  readonly track: number | undefined;
}

const longestSeconds = 20; // then it waits for news: turns make older guesses wrong
const fadeSeconds = 0.4;
const largestGlideDegrees = 0.03; // a farther correction is a jump, better shown as one

export function extrapolate(fix: Fix, now: number): Place {
  const seconds = Math.max(0, Math.min(longestSeconds, now - fix.at));
  if (fix.track === undefined || fix.knots <= 0 || seconds === 0) return { lat: fix.lat, lon: fix.lon };
  const minutes = (fix.knots * seconds) / 3600; // a nautical mile is a minute of latitude
  const angle = (fix.track * Math.PI) / 180;
  const squeeze = Math.max(0.01, Math.cos((fix.lat * Math.PI) / 180));
  return {
    lat: fix.lat + (minutes * Math.cos(angle)) / 60,
    lon: fix.lon + (minutes * Math.sin(angle)) / 60 / squeeze,
  };
}

export class Glide {
  private fix: Fix;
  private offLat = 0;
  private offLon = 0;
  private since = 0;

  constructor(fix: Fix) {
    this.fix = fix;
  }

  update(fix: Fix, now: number): void {
    const { fix: old } = this;
    if (fix.at === old.at && fix.lat === old.lat && fix.track === old.track && fix.knots === old.knots)
      return;
    const before = this.at(now);
    this.fix = fix;
    const after = extrapolate(fix, now);
    this.offLat = before.lat - after.lat;
    this.offLon = before.lon - after.lon;
    this.since = now;
    if (Math.abs(this.offLat) + Math.abs(this.offLon) > largestGlideDegrees) this.offLat = this.offLon = 0;
  }

  at(now: number): Place {
    const place = extrapolate(this.fix, now);
    if (this.offLat === 0 && this.offLon === 0) return place;
    const left = Math.exp(-Math.max(0, now - this.since) / fadeSeconds);
    return { lat: place.lat + this.offLat * left, lon: place.lon + this.offLon * left };
  }
}
