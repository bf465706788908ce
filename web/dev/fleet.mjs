// Made-up aircraft that fly around a made-up receiver. Seeded: every start shows the same sky.

const receiver = { lat: 52.31, lon: 4.76 };
const airlines = 'KLM BAW DLH AFR EZY RYR TRA UAE SAS FIN TAP SWR AUA IBE THY EIN VLG WZZ'.split(' ');
const jetTypes = ['A320', 'B738', 'A321', 'E190', 'A20N', 'B789', 'A359', 'B77W'];

export class Fleet {
  constructor(count, seed = 7) {
    this.random = mulberry(seed);
    this.now = Date.now() / 1000;
    this.messages = 250_000;
    this.planes = Array.from({ length: count }, (_, i) => this.plane(i, true));
    // A little history, so that the page does not start with identical ages.
    for (let i = 0; i < 5; i++) this.advance(1);
  }

  receiver() {
    return { refresh: 1000, history: 0, ...receiver, outlineJson: true, version: 'dev' };
  }

  snapshot() {
    return { now: this.stamp(), messages: this.messages, aircraft: this.planes.map((p) => this.wire(p)) };
  }

  step() {
    this.advance(Math.max(0.1, Date.now() / 1000 - this.now));
    const gone = [];
    this.planes = this.planes.map((plane) => {
      const far = Math.hypot(plane.lat - receiver.lat, (plane.lon - receiver.lon) * 0.61) > 4.2;
      if (!far) return plane;
      gone.push(plane.hex);
      return this.plane(plane.index, false);
    });
    const heard = this.planes.filter((plane) => plane.heardAt === this.now);
    return { now: this.stamp(), messages: this.messages, aircraft: heard.map((p) => this.wire(p)), gone };
  }

  stamp() {
    return Math.round(this.now * 1000) / 1000;
  }

  plane(index, anywhere) {
    const r = this.random;
    const pick = (list) => list[Math.floor(r() * list.length)];
    const kind = index % 23;
    const light = kind === 5 || kind === 11;
    const category =
      ['A5', 'A3', 'A3', 'A3', 'A2', 'A1', 'A3', 'A7', 'A3', 'B1', 'A5', 'A1', 'C1'][kind] ?? 'A3';
    const ground = category === 'C1';
    const slow = light || category === 'A7' || category === 'B1';
    const angle = r() * 2 * Math.PI;
    const far = anywhere ? 0.1 + 3.8 * Math.sqrt(r()) : 4;
    const spread = ground ? 0.02 : slow ? far * 0.35 : far;
    const inward = (angle * 180) / Math.PI + 180 + (r() - 0.5) * 120;
    const altitude = ground
      ? 0
      : slow
        ? 800 + r() * 3500
        : r() < 0.3
          ? 3000 + r() * 15000
          : 27000 + r() * 14000;
    const flight = slow ? `PH${letters(r, 3)}` : `${pick(airlines)}${Math.floor(10 + r() * 1900)}`;
    return {
      index,
      hex: ((0x484000 + index * 7919 + Math.floor(r() * 97)) & 0xffffff).toString(16).padStart(6, '0'),
      flight: index % 17 === 16 ? undefined : ground ? `VAN ${1 + Math.floor(index / 23)}` : flight,
      type: index % 29 === 28 ? 'mlat' : 'adsb_icao',
      t: ground ? undefined : slow ? 'C172' : pick(jetTypes),
      category: index % 19 === 18 ? undefined : category,
      squawk:
        index === 3
          ? '7700'
          : Math.floor(r() * 4096)
              .toString(8)
              .padStart(4, '0'),
      lat: receiver.lat + spread * Math.cos(angle),
      lon: receiver.lon + (spread * Math.sin(angle)) / 0.61,
      placed: index % 11 !== 10,
      altitude,
      target: altitude,
      rate: 0,
      gs: ground ? 12 : slow ? 70 + r() * 50 : 210 + altitude / 155 + r() * 30,
      track: (inward + 360) % 360,
      turn: r() < 0.25 ? (r() - 0.5) * 1.6 : 0,
      ground,
      messages: Math.floor(r() * 9000),
      rssi: -4 - r() * 26,
      heardAt: this.now,
      version: index % 5 === 0 ? 0 : 2,
    };
  }

  advance(seconds) {
    const r = this.random;
    this.now += seconds;
    for (const p of this.planes) {
      if (r() < 0.01) p.turn = r() < 0.6 ? 0 : (r() - 0.5) * 2;
      if (r() < 0.008 && !p.ground)
        p.target = Math.max(1000, Math.min(41000, p.altitude + (r() - 0.5) * 16000));
      const climb = Math.max(-1800, Math.min(1800, (p.target - p.altitude) * 4));
      p.rate = Math.abs(climb) < 60 ? 0 : climb;
      p.altitude += (p.rate * seconds) / 60;
      p.track = (p.track + p.turn * seconds + 360) % 360;
      const minutes = (p.gs * seconds) / 3600;
      p.lat += (minutes * Math.cos((p.track * Math.PI) / 180)) / 60;
      p.lon += (minutes * Math.sin((p.track * Math.PI) / 180)) / 60 / Math.cos((p.lat * Math.PI) / 180);
      if (r() < 0.85) {
        p.heardAt = this.now;
        p.messages += 1 + Math.floor(r() * 6);
        this.messages += 4;
      }
    }
  }

  wire(p) {
    const round = (value, places) => Number(value.toFixed(places));
    const age = round(Math.max(0, this.now - p.heardAt), 1);
    const position = p.placed
      ? { lat: round(p.lat, 6), lon: round(p.lon, 6), nic: 8, rc: 186, seen_pos: age }
      : { rr_lat: round(p.lat, 1), rr_lon: round(p.lon, 1) };
    const feet = Math.round(p.altitude / 25) * 25;
    return JSON.parse(
      JSON.stringify({
        hex: p.hex,
        type: p.placed ? p.type : 'mode_s',
        flight: p.flight?.padEnd(8),
        t: p.t,
        alt_baro: p.ground ? 'ground' : feet,
        alt_geom: p.ground || !p.placed ? undefined : feet + 275,
        gs: round(p.gs, 1),
        ias: p.altitude > 25000 ? 272 : undefined,
        tas: p.altitude > 25000 ? Math.round(p.gs - 14) : undefined,
        mach: p.altitude > 25000 ? 0.784 : undefined,
        track: round(p.track, 2),
        mag_heading: p.altitude > 25000 ? round((p.track + 358) % 360, 2) : undefined,
        baro_rate: p.ground ? undefined : Math.round(p.rate / 64) * 64,
        squawk: p.squawk,
        emergency: p.squawk === '7700' ? 'general' : 'none',
        category: p.category,
        nav_qnh: p.ground ? undefined : 1013.6,
        nav_altitude_mcp: p.ground ? undefined : Math.round(p.target / 100) * 100,
        nav_modes: p.altitude > 25000 ? ['autopilot', 'vnav', 'lnav', 'tcas'] : undefined,
        ...position,
        version: p.version,
        nic_baro: 1,
        nac_p: 9,
        nac_v: 1,
        sil: 3,
        sil_type: p.version === 2 ? 'perhour' : 'unknown',
        gva: p.version === 2 ? 2 : undefined,
        sda: p.version === 2 ? 2 : undefined,
        mlat: p.type === 'mlat' ? ['lat', 'lon', 'track', 'gs'] : [],
        tisb: [],
        messages: p.messages,
        seen: age,
        rssi: round(p.rssi, 1),
      }),
    );
  }
}

function letters(random, count) {
  return Array.from({ length: count }, () => String.fromCharCode(65 + Math.floor(random() * 26))).join('');
}

/** A small seeded generator (Tommy Ettinger's mulberry32, public domain). */
function mulberry(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
