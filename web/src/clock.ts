/** The service's clock, kept running between its messages. Jitter of the network is smoothed; a step is followed. */

const stepSeconds = 2;
const smoothing = 0.1;

export class ServiceClock {
  private offset: number | null = null;

  /** `local` is a monotonic clock in seconds. */
  observe(service: number, local: number): void {
    const offset = service - local;
    if (this.offset === null || Math.abs(offset - this.offset) > stepSeconds) this.offset = offset;
    else this.offset += (offset - this.offset) * smoothing;
  }

  now(local: number): number {
    return this.offset === null ? 0 : local + this.offset;
  }
}
