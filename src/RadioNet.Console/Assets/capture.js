import { PIECE } from "./playout.js";
import { Resampler } from "./resampler.js";

const TARGET = -18, CEILING = -3, GATE = -50; // dBFS.
const LEAST_GAIN = -6, MOST_GAIN = 18; // dB.
const QUIETER = 0.12, LOUDER = 0.06; // dB a piece: 6 and 3 a second.

// Makes who talks about -18 dBFS loud with no peak above -3, so slowly that what is loud and what is quiet in a sentence stays so. A browser's own control begins with a
// guess of its own, and beats on the ceiling for the first seconds; this one begins with what the microphone gives, and learns from what is said alone.
export class Leveller {
  constructor() {
    this.power = 10 ** (TARGET / 10);
    this.peak = 0;
    this.gain = 0; // dB
  }

  // Levels 20 ms in place.
  apply(samples) {
    const power = samples.reduce((sum, one) => sum + one * one, 0) / samples.length;
    if (power > 10 ** (GATE / 10)) {
      this.power += (power - this.power) * (power > this.power ? 0.1 : 0.02);
      this.peak = samples.reduce((most, one) => Math.max(most, Math.abs(one)), this.peak * 0.998);
      const wanted = Math.min(MOST_GAIN, CEILING - 20 * Math.log10(this.peak), Math.max(LEAST_GAIN, TARGET - 10 * Math.log10(this.power)));
      this.gain += Math.max(-QUIETER, Math.min(LOUDER, wanted - this.gain));
    }
    const factor = 10 ** (this.gain / 20);
    for (let i = 0; i < samples.length; i++) samples[i] *= factor;
  }
}

// The microphone's samples as pieces of 20 ms, 16 bit, 8 kHz: pure, for the worklet.
export class Capture {
  constructor(rate) {
    this.resampler = new Resampler(rate, 8000);
    this.piece = new Float32Array(PIECE);
    this.leveller = new Leveller(); // Kept from press to press.
    this.filled = 0;
    this.open = false;
  }

  // From here on pieces are given, the first of them from what is said now.
  press() {
    this.open = true;
    this.filled = 0;
  }

  release() {
    this.open = false;
  }

  // Takes samples; give is called with an Int16Array(160) for each piece. The filter always runs, so that a press begins without a click.
  take(samples, give) {
    this.resampler.push(samples);
    for (;;) {
      const made = this.resampler.pull(this.piece.subarray(this.filled));
      if (made === 0) return;
      this.filled += made;
      if (this.filled < PIECE) continue;
      this.filled = 0;
      if (!this.open) continue;
      this.leveller.apply(this.piece);
      const piece = new Int16Array(PIECE);
      for (let i = 0; i < PIECE; i++) piece[i] = Math.max(-32768, Math.min(32767, Math.round(this.piece[i] * 32767)));
      give(piece);
    }
  }
}
