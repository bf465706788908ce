/**
 * Keeps the page supplied with data, whatever happens to the network:
 *
 *   connecting ── snapshot ──► live ── closed, or mute for 6 s ──► polling ◄──► lost
 *                               ▲                                     │
 *                               └────── snapshot on a new socket ─────┘   (tried again with back-off)
 */
import { parseStreamMessage, type Delta, type SkyEvent, type Snapshot } from './api';

export type LinkState = 'connecting' | 'live' | 'polling' | 'lost';

export interface SocketEvents {
  message(data: unknown): void;
  /** It could not be opened, failed, or was closed. */
  broken(): void;
}

export interface Socket {
  close(): void;
}

export interface ConnectionWorld {
  openSocket(events: SocketEvents): Socket;
  fetchAircraft(signal: AbortSignal): Promise<Snapshot>;
  /** 0 to 1, spreads the retries of many pages. */
  random(): number;
}

export interface ConnectionEvents {
  snapshot(snapshot: Snapshot): void;
  delta(delta: Delta): void;
  event(event: SkyEvent): void;
  state(state: LinkState): void;
}

const pollMs = 1000;
const pollTimeoutMs = 5000;
const muteMs = 6000; // the service speaks once a second
const firstRetryMs = 1000;
const longestRetryMs = 30_000;
const failuresUntilLost = 2;

export class Connection {
  private state: LinkState = 'connecting';
  private socket: Socket | null = null;
  private hasSnapshot = false;
  private retries = 0;
  private failures = 0;
  private running = false;
  private muteTimer: ReturnType<typeof setTimeout> | undefined;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private pollTimer: ReturnType<typeof setTimeout> | undefined;
  private polling: AbortController | null = null;

  constructor(
    private readonly world: ConnectionWorld,
    private readonly events: ConnectionEvents,
  ) {}

  start(): void {
    this.running = true;
    this.events.state(this.state);
    this.openSocket();
  }

  stop(): void {
    this.running = false;
    clearTimeout(this.retryTimer);
    this.dropSocket();
    this.stopPolling();
  }

  /** Tries the socket now: the network came back, or somebody looks at the page again. */
  nudge(): void {
    if (!this.running || this.socket) return;
    this.retries = 0;
    clearTimeout(this.retryTimer);
    this.openSocket();
  }

  private openSocket(): void {
    this.hasSnapshot = false;
    const isCurrent = () => this.socket === socket;
    const socket = this.world.openSocket({
      message: (data) => isCurrent() && this.onMessage(data),
      broken: () => isCurrent() && this.onBroken(),
    });
    this.socket = socket;
    this.watch();
  }

  private onMessage(data: unknown): void {
    const message = typeof data === 'string' ? parseStreamMessage(data) : null;
    if (!message) return; // not ours: a socket that says nothing else will be found mute
    if (message.type === 'snapshot') {
      this.hasSnapshot = true;
      this.retries = 0;
      this.stopPolling();
      this.events.snapshot(message.snapshot);
      this.become('live');
    } else if (message.type === 'event') {
      this.events.event(message.event);
    } else if (this.hasSnapshot) {
      this.events.delta(message.delta);
    }
    this.watch();
  }

  private watch(): void {
    clearTimeout(this.muteTimer);
    this.muteTimer = setTimeout(() => this.onBroken(), muteMs);
  }

  private onBroken(): void {
    this.dropSocket();
    if (!this.running) return;
    const wait = Math.min(longestRetryMs, firstRetryMs * 2 ** this.retries++);
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.openSocket(), wait * (0.75 + this.world.random() / 2));
    if (!this.polling) this.poll();
  }

  private dropSocket(): void {
    clearTimeout(this.muteTimer);
    const socket = this.socket;
    this.socket = null; // from here on its events are not heard
    socket?.close();
  }

  private poll(): void {
    const polling = new AbortController();
    this.polling = polling;
    const timeout = setTimeout(() => polling.abort(), pollTimeoutMs);
    this.world
      .fetchAircraft(polling.signal)
      .then(
        (snapshot) => {
          if (this.polling !== polling) return;
          this.failures = 0;
          this.events.snapshot(snapshot);
          this.become('polling');
        },
        () => {
          if (this.polling === polling && ++this.failures >= failuresUntilLost) this.become('lost');
        },
      )
      .finally(() => {
        clearTimeout(timeout);
        if (this.polling === polling) this.pollTimer = setTimeout(() => this.poll(), pollMs);
      });
  }

  private stopPolling(): void {
    this.failures = 0;
    clearTimeout(this.pollTimer);
    const polling = this.polling;
    this.polling = null;
    polling?.abort();
  }

  private become(state: LinkState): void {
    if (state === this.state) return;
    this.state = state;
    this.events.state(state);
  }
}
