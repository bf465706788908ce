import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Snapshot } from '../src/api';
import { Connection, type LinkState, type SocketEvents } from '../src/connection';
import { snapshot } from './fixture';

/** A network made by hand: sockets are opened and broken by the test, polls answered as it says. */
class Network {
  readonly sockets: { events: SocketEvents; closed: boolean; at: number }[] = [];
  readonly states: LinkState[] = [];
  readonly snapshots: Snapshot[] = [];
  /** Whether a socket breaks as soon as it is opened. */
  refuse = false;
  deltas = 0;
  events = 0;
  polls = 0;
  poll: (signal: AbortSignal) => Promise<Snapshot> = () => Promise.reject(new Error('refused'));
  readonly connection = new Connection(
    {
      openSocket: (events) => {
        const socket = { events, closed: false, at: Date.now() };
        this.sockets.push(socket);
        if (this.refuse) queueMicrotask(() => events.broken());
        return { close: () => (socket.closed = true) };
      },
      fetchAircraft: (signal) => {
        this.polls++;
        return this.poll(signal);
      },
      random: () => 0.5,
    },
    {
      snapshot: (one) => this.snapshots.push(one),
      delta: () => this.deltas++,
      event: () => this.events++,
      state: (state) => this.states.push(state),
    },
  );

  get newest(): SocketEvents {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket.events;
  }

  sendSnapshot(): void {
    this.newest.message('{"type":"snapshot","now":1,"messages":1,"aircraft":[]}');
  }

  sendDelta(): void {
    this.newest.message('{"type":"delta","now":2,"messages":2,"aircraft":[],"gone":[]}');
  }
}

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
let network: Network;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  network = new Network();
  network.connection.start();
});

afterEach(() => {
  network.connection.stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('a socket that works', () => {
  test('makes the page live and no poll is sent', async () => {
    network.sendSnapshot();
    for (let second = 0; second < 60; second++) {
      await pass(1000);
      network.sendDelta();
    }
    expect(network.states).toEqual(['connecting', 'live']);
    expect([network.snapshots.length, network.deltas, network.polls]).toEqual([1, 60, 0]);
    expect(network.sockets.length).toBe(1);
  });

  test('is not believed before its first snapshot', () => {
    network.sendDelta();
    expect(network.deltas).toBe(0);
    expect(network.states).toEqual(['connecting']);
  });

  test('may send what is no message of ours', () => {
    network.sendSnapshot();
    for (const rubbish of ['', '{', 'null', new ArrayBuffer(3), 7]) network.newest.message(rubbish);
    expect(network.states).toEqual(['connecting', 'live']);
  });
});

describe('a socket that breaks', () => {
  test('is replaced by polls once a second, at once', async () => {
    network.poll = () => Promise.resolve(snapshot(5, 5));
    network.sendSnapshot();
    network.newest.broken();
    await pass(0);
    expect(network.states).toEqual(['connecting', 'live', 'polling']);
    await pass(900);
    expect(network.polls).toBe(1);
    await pass(200);
    expect(network.polls).toBe(2);
  });

  test('is opened again with growing waits of at most thirty seconds', async () => {
    network.refuse = true;
    network.newest.broken();
    await pass(125_000);
    const times = network.sockets.map(({ at }) => at);
    const waits = times.slice(1).map((at, i) => at - (times[i] ?? 0));
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  test('comes back live and the polls end', async () => {
    network.poll = () => Promise.resolve(snapshot(5, 5));
    network.newest.broken();
    await pass(1000);
    network.sendSnapshot();
    const polls = network.polls;
    await pass(5000);
    expect(network.states).toEqual(['connecting', 'polling', 'live']);
    expect(network.polls).toBe(polls);
  });

  test('says so once, though error and close both come', async () => {
    const { events } = network.sockets[0] ?? { events: network.newest };
    events.broken();
    events.broken();
    await pass(1100);
    expect(network.sockets.length).toBe(2);
  });

  test('is not heard any more', async () => {
    const old = network.newest;
    old.broken();
    old.message('{"type":"snapshot","now":1,"messages":1,"aircraft":[]}');
    await pass(100);
    expect(network.snapshots).toEqual([]);
  });

  test('is tried at once after a nudge', () => {
    network.newest.broken();
    network.connection.nudge();
    expect(network.sockets.length).toBe(2);
    network.connection.nudge();
    expect(network.sockets.length).toBe(2);
  });
});

test('a mute socket is given up after six seconds and closed', async () => {
  network.poll = () => Promise.resolve(snapshot(5, 5));
  network.sendSnapshot();
  await pass(5900);
  expect(network.states.at(-1)).toBe('live');
  await pass(200);
  expect(network.sockets[0]?.closed).toBe(true);
  expect(network.states.at(-1)).toBe('polling');
});

describe('without socket and without answer', () => {
  test('the connection counts as lost after the second failed poll', async () => {
    network.newest.broken();
    await pass(500);
    expect(network.states).toEqual(['connecting']);
    await pass(600);
    expect(network.states).toEqual(['connecting', 'lost']);
  });

  test('one failed poll between good ones says nothing', async () => {
    let answers = 0;
    network.poll = () =>
      ++answers === 3 ? Promise.reject(new Error('once')) : Promise.resolve(snapshot(5, 5));
    network.newest.broken();
    await pass(6000);
    expect(network.states).toEqual(['connecting', 'polling']);
  });

  test('a poll that hangs is cut off after five seconds', async () => {
    network.poll = (signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error())));
    network.newest.broken();
    await pass(5000 + 1000 + 5000 + 10);
    expect(network.states).toEqual(['connecting', 'lost']);
  });

  test('it recovers by itself', async () => {
    network.newest.broken();
    await pass(3000);
    network.poll = () => Promise.resolve(snapshot(5, 5));
    await pass(1500);
    expect(network.states.at(-1)).toBe('polling');
  });
});

test('after stop nothing happens any more', async () => {
  network.newest.broken();
  network.connection.stop();
  await pass(60_000);
  expect([network.sockets.length, network.polls]).toEqual([1, 1]);
});
