// Another sample rate, by a windowed sinc; for 8 kHz speech from and to whatever rate the browser's audio runs at.

const LOBES = 8; // Zero crossings on each side, in samples of the lower rate: 1 ms of delay at 8 kHz.
const PHASES = 128;

export class Resampler {
  // from, to: samples a second.
  constructor(from, to) {
    this.step = from / to;
    const cut = Math.min(1, to / from) * 0.94;
    this.reach = Math.ceil(LOBES / cut);
    this.table = [];
    for (let phase = 0; phase <= PHASES; phase++) {
      const taps = new Float32Array(2 * this.reach);
      let sum = 0;
      for (let i = 0; i < taps.length; i++) {
        const at = i - this.reach + 1 - phase / PHASES;
        const x = Math.PI * at * cut;
        const window = Math.abs(at) >= this.reach ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * at / this.reach);
        taps[i] = (x === 0 ? 1 : Math.sin(x) / x) * window;
        sum += taps[i];
      }
      for (let i = 0; i < taps.length; i++) taps[i] /= sum;
      this.table.push(taps);
    }
    this.past = new Float32Array(4 * this.reach + 16);
    this.held = 2 * this.reach - 1; // Silence before the first sample.
    this.position = 0; // Of the next output, in input samples from past[reach - 1].
  }

  // How many more input samples it wants before it can give count output samples.
  wants(count) {
    const last = Math.floor(this.position + (count - 1) * this.step) + 2 * this.reach;
    return Math.max(0, last - this.held);
  }

  push(input) {
    if (this.held + input.length > this.past.length) {
      const more = new Float32Array(2 * (this.held + input.length));
      more.set(this.past.subarray(0, this.held));
      this.past = more;
    }
    this.past.set(input, this.held);
    this.held += input.length;
  }

  // Fills output as far as what was pushed lasts; returns how far.
  pull(output) {
    let made = 0;
    while (made < output.length) {
      const whole = Math.floor(this.position);
      if (whole + 2 * this.reach > this.held) break;
      const taps = this.table[Math.round((this.position - whole) * PHASES)];
      let sum = 0;
      for (let i = 0; i < taps.length; i++) sum += taps[i] * this.past[whole + i];
      output[made++] = sum;
      this.position += this.step;
    }
    const done = Math.min(Math.floor(this.position), this.held);
    if (done > 0) {
      this.past.copyWithin(0, done, this.held);
      this.held -= done;
      this.position -= done;
    }
    return made;
  }
}
