import { PIECE, Playout } from "./playout.js";
import { Resampler } from "./resampler.js";

// Plays all talkgroups that are listened to: one queue each, mixed at 8 kHz, then brought to the rate of the browser's audio.
class PlayoutProcessor extends AudioWorkletProcessor {
  constructor() {
    super();
    this.paths = new Map(); // By talkgroup.
    this.resampler = new Resampler(8000, sampleRate);
    this.mixed = new Float32Array(PIECE);
    this.measuring = false;
    this.told = 0;
    this.port.onmessage = (message) => this.#obey(message.data);
  }

  process(inputs, outputs) {
    const out = outputs[0][0];
    const wants = this.resampler.wants(out.length);
    if (wants > 0) this.resampler.push(this.#mix(wants));
    this.resampler.pull(out);
    for (let channel = 1; channel < outputs[0].length; channel++) outputs[0][channel].set(out);
    if (currentTime - this.told > 1) this.#tell();
    return true;
  }

  #obey(message) {
    switch (message.type) {
      case "piece":
        this.#path(message.talkgroup).playout.take(message, currentTime * 1000);
        break;
      case "spurt":
        this.#path(message.talkgroup).playout.begin();
        break;
      case "volume":
        this.#path(message.talkgroup).volume = message.volume;
        break;
      case "forget":
        this.paths.delete(message.talkgroup);
        break;
      case "measure":
        this.measuring = message.on;
        break;
    }
  }

  #path(talkgroup) {
    let path = this.paths.get(talkgroup);
    if (path === undefined) {
      path = { playout: new Playout(), piece: null, at: 0, volume: 1, gain: 1 };
      this.paths.set(talkgroup, path);
    }
    return path;
  }

  #mix(count) {
    if (count > this.mixed.length) this.mixed = new Float32Array(count);
    const mixed = this.mixed.subarray(0, count).fill(0);
    for (const [talkgroup, path] of this.paths) {
      for (let i = 0; i < count; i++) {
        if ((path.piece === null || path.at >= path.piece.length) && !this.#next(talkgroup, path, i)) {
          // In silence it looks again with the next quantum.
          break;
        }
        path.gain += (path.volume - path.gain) * 0.01; // No click when a knob is turned.
        mixed[i] += path.piece[path.at++] * path.gain;
      }
    }
    // No peak of a mixture beats on the ceiling.
    for (let i = 0; i < count; i++) {
      if (Math.abs(mixed[i]) > 0.8) mixed[i] = Math.sign(mixed[i]) * (0.8 + 0.2 * Math.tanh((Math.abs(mixed[i]) - 0.8) / 0.2));
    }
    return mixed;
  }

  #next(talkgroup, path, offset) {
    const played = path.playout.counters.played;
    path.piece = path.playout.next(currentTime * 1000 + offset / 8);
    if (path.piece === null) return false;
    path.at = 0;
    if (this.measuring && path.playout.counters.played > played) {
      this.port.postMessage({ type: "played", talkgroup, stamp: path.playout.playedStamp, sequence: path.playout.playedSequence, at: Date.now(), time: currentTime });
    }
    return true;
  }

  #tell() {
    this.told = currentTime;
    for (const [talkgroup, { playout }] of this.paths) {
      this.port.postMessage({ type: "counters", talkgroup, level: playout.level, target: playout.target, ...playout.counters });
    }
  }
}

registerProcessor("radionet-playout", PlayoutProcessor);
