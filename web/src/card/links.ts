/** Pages of others about an aircraft. Nothing is asked of them until one is opened. Pure. */
import { callsign } from '../aircraft';
import type { Aircraft } from '../state';

export interface Link {
  readonly name: string;
  readonly url: string;
}

export function linksOf({ hex, wire }: Aircraft): Link[] {
  const links: Link[] = [];
  const add = (name: string, site: string, what: string) =>
    links.push({ name, url: site + encodeURIComponent(what) });
  const flight = callsign(wire);
  if (flight) add('FlightAware', 'https://www.flightaware.com/live/flight/', flight);
  if (hex.startsWith('~')) return links; // not an address that others know
  add('ADSB.lol', 'https://adsb.lol/?icao=', hex);
  add('ADS-B Exchange', 'https://globe.adsbexchange.com/?icao=', hex);
  add('Planespotters', 'https://www.planespotters.net/hex/', hex.toUpperCase());
  if (wire.r) add('Flightradar24', 'https://www.flightradar24.com/data/aircraft/', wire.r.toLowerCase());
  return links;
}
