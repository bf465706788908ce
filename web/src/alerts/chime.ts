/** Two soft tones. Browsers let a page sound only after the viewer has touched it. */

const tonesHz = [660, 880];
const toneSeconds = 0.16;
const loudness = 0.18;

export class Chime {
  private context: AudioContext | null = null;

  /** Call when the viewer does something, so that the browser lets it sound later. */
  prepare(): void {
    this.context ??= new AudioContext();
    if (this.context.state === 'suspended') void this.context.resume();
  }

  play(): void {
    const { context } = this;
    if (context?.state !== 'running') return;
    tonesHz.forEach((frequency, i) => {
      const begin = context.currentTime + i * toneSeconds;
      const tone = new OscillatorNode(context, { type: 'sine', frequency });
      const gain = new GainNode(context, { gain: 0 });
      gain.gain.setValueAtTime(0, begin);
      gain.gain.linearRampToValueAtTime(loudness, begin + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.001, begin + 2 * toneSeconds);
      tone.connect(gain).connect(context.destination);
      tone.start(begin);
      tone.stop(begin + 2 * toneSeconds);
    });
  }
}
