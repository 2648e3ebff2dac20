// When a piece of speech is played: pure rules without a clock. A piece is 20 ms = 160 samples; three come at once, each 60 ms.

export const PIECE = 160;
export const PIECE_MS = 20;

// Below 40 ms a browser runs dry now and then on the best of lines.
const LEAST_TARGET = 40, MOST_TARGET = 160;
const MOST_CONCEALED = 3; // One burst.
const WAKE = 30; // What comes sooner after the one before than this, in a stall's wake, belongs to the stall.
const TRIM_BURSTS = 5;
const TRIM_ABOVE = 10, FLUSH_ABOVE = 120; // Milliseconds above the target.
const SAMPLES_PER_MS = 8;
const LOWER_PER_SECOND = 10;

// How late bursts come, against the earliest of the last 15 to 30 s: the target is what 95 % of them meet, and 10 ms.
export class Jitter {
  constructor() {
    this.bins = new Float64Array(MOST_TARGET / 10 + 1); // 10 ms each.
    this.sum = 0;
    this.target = LEAST_TARGET;
    this.least = Infinity;
    this.leastBefore = Infinity;
    this.since = null;
    this.lowered = 0;
    this.arrived = -Infinity;
    this.stalled = false;
  }

  // stamp: when the node had it; arrived: when the browser had it; both in ms, each of a clock of its own.
  note(stamp, arrived) {
    const delay = (arrived - stamp) % 4294967296;
    if (this.since === null || arrived - this.since > 15000) {
      this.leastBefore = this.least;
      this.least = Infinity;
      this.since = arrived;
    }
    this.least = Math.min(this.least, delay);
    const late = delay - Math.min(this.least, this.leastBefore);
    // A stall is no jitter: no target would cover it, and what it held up comes in one go.
    this.stalled = late > MOST_TARGET || (this.stalled && arrived - this.arrived < WAKE);
    this.arrived = arrived;
    if (this.stalled) return;
    for (let i = 0; i < this.bins.length; i++) this.bins[i] *= 0.98;
    this.sum = this.sum * 0.98 + 1;
    this.bins[Math.min(this.bins.length - 1, Math.floor(late / 10))] += 1;
    this.#follow(arrived);
  }

  #follow(now) {
    let seen = 0, bin = 0;
    while (bin < this.bins.length - 1 && (seen += this.bins[bin]) < 0.95 * this.sum) bin++;
    const wanted = Math.min(MOST_TARGET, Math.max(LEAST_TARGET, bin * 10 + 10));
    if (wanted >= this.target) {
      this.target = wanted;
    } else {
      this.target = Math.max(wanted, this.target - (now - this.lowered) * LOWER_PER_SECOND / 1000);
    }
    this.lowered = now;
  }
}

// One talkgroup's pieces on their way to the ear.
export class Playout {
  constructor(jitter = new Jitter()) {
    this.jitter = jitter;
    this.counters = { played: 0, concealed: 0, underruns: 0, late: 0, trimmed: 0, flushed: 0 };
    this.reset();
  }

  get target() { return Math.min(MOST_TARGET, this.jitter.target + this.extra); }

  // Milliseconds that wait.
  get level() { return this.queue.reduce((sum, piece) => sum + (piece.samples?.length ?? PIECE) / SAMPLES_PER_MS, 0); }

  reset() {
    this.queue = [];
    this.playing = false;
    this.extra = 0;
    this.newest = null; // Sequence of the newest piece of this spurt.
    this.stamp = null;
    this.last = null; // The piece played last.
    this.gone = 0; // Pieces made up since.
    this.until = 0; // When the piece that plays ends.
    this.eased = 0; // When extra was lowered last.
    this.#look();
  }

  // Another spurt begins: its sequence counts anew.
  begin() {
    this.newest = null;
  }

  // piece: { sequence, stamp, arrived, first, last, samples: Float32Array(160) }; now: ms of the clock that next gets.
  take(piece, now) {
    if (piece.first) this.begin();
    if (this.newest !== null && ((piece.sequence - this.newest) | 0) <= 0) {
      this.counters.late++;
      return;
    }
    if (piece.stamp !== this.stamp) this.#burst(piece, now);
    // A burst that is lost on the way keeps its place in time; of more, the rest follows at once.
    const lost = this.newest === null ? 0 : ((piece.sequence - this.newest) | 0) - 1;
    if (lost > 0 && lost <= MOST_CONCEALED && this.playing) {
      for (let i = this.gone; i < lost; i++) this.queue.push({ samples: null, stamp: piece.stamp, at: now });
    }
    this.newest = piece.sequence;
    this.stamp = piece.stamp;
    this.queue.push({ ...piece, at: now });
    if (this.level > this.target + FLUSH_ABOVE) this.#flush();
  }

  // A burst's first piece comes. What is yet to be played before it is how long it will wait.
  #burst(piece, now) {
    this.jitter.note(piece.stamp, piece.arrived);
    this.extra = Math.max(0, this.extra - (now - this.eased) * LOWER_PER_SECOND / 1000);
    this.eased = now;
    if (!this.playing) return;
    this.least = Math.min(this.least, this.level + Math.max(0, this.until - now));
    if (++this.bursts < TRIM_BURSTS) return;
    if (this.least > this.target + TRIM_ABOVE) this.#trim(this.least - this.target);
    this.#look();
  }

  // From here on it is seen anew how long bursts wait.
  #look() {
    this.least = Infinity; // Milliseconds.
    this.bursts = 0;
  }

  // The next samples, 20 ms or a trimmed piece's rest; null for silence.
  next(now) {
    if (!this.playing) {
      if (this.queue.length === 0 || now - this.queue[0].at < this.target) return null;
      this.playing = true;
      this.#look();
    }
    const piece = this.queue.shift();
    if (piece === undefined) {
      if (this.gone === 0) this.counters.underruns++;
      return this.#missing(now);
    }
    if (piece.samples === null) return this.#missing(now);
    this.counters.played++;
    this.playedStamp = piece.stamp;
    this.playedSequence = piece.sequence;
    const samples = this.gone > 0 ? joined(this.last.samples, piece.samples, 80) : piece.samples;
    this.last = { ...piece, samples };
    this.until = now + samples.length / SAMPLES_PER_MS;
    this.gone = 0;
    if (piece.last) this.#end();
    return samples;
  }

  #end() {
    this.playing = false;
    this.extra = 0;
    this.last = null;
  }

  // Nothing is there: at most a burst is made up from what was said last, ever quieter; then silence until there is enough again.
  #missing(now) {
    if (this.last === null || this.gone >= MOST_CONCEALED) {
      this.playing = false;
      this.extra = Math.min(this.extra + PIECE_MS, 40);
      this.eased = now;
      this.last = null;
      this.gone = 0;
      return null;
    }
    this.gone++;
    this.counters.concealed++;
    const over = this.gone === MOST_CONCEALED;
    const made = new Float32Array(PIECE);
    for (let i = 0; i < PIECE; i++) {
      // After a burst it fades out in 10 ms.
      made[i] = this.last.samples[i % this.last.samples.length] * 0.6 * (over ? Math.max(0, 1 - i / 80) : 1);
    }
    this.last = { ...this.last, samples: made };
    this.until = now + PIECE_MS;
    return made;
  }

  // Too much has waited for 300 ms: the end of the next piece is left out, a piece at most, and what follows is faded in over 5 ms.
  #trim(milliseconds) {
    const [piece, next] = this.queue;
    if (next === undefined || piece.samples === null || next.samples === null) return;
    const keep = Math.max(0, piece.samples.length - Math.floor(milliseconds * SAMPLES_PER_MS));
    this.queue[1] = { ...next, first: next.first || (keep === 0 && piece.first), samples: joined(piece.samples.subarray(keep), next.samples, 40) };
    if (keep === 0) this.queue.shift();
    else this.queue[0] = { ...piece, samples: piece.samples.subarray(0, keep) };
    this.counters.trimmed++;
  }

  // Far too much waits, as after a stall: back to the target at once. What ended a spurt goes with it, what is left belongs to the newest.
  #flush() {
    const keep = Math.max(1, Math.ceil(this.target / PIECE_MS));
    this.counters.flushed += this.queue.length - keep;
    this.queue.splice(0, this.queue.length - keep);
    this.#look();
  }
}

// What goes on as one thing and becomes another within so many samples.
function joined(from, to, most) {
  const samples = new Float32Array(to);
  const length = Math.min(most, from.length, to.length);
  for (let i = 0; i < length; i++) samples[i] = (from[i] * (length - i) + to[i] * i) / length;
  return samples;
}
