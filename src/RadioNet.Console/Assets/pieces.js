// 20 ms of speech on the WebSocket: a header of 16 octets and 160 samples, little-endian (firmware-interfaces/console-audio).

const SPEECH = 1;
const HEADER = 16, PIECE = 160;
const FIRST = 1, LAST = 2, CONCEALED = 4;

// Gives null for what is none.
export function readPiece(buffer) {
  if (buffer.byteLength !== HEADER + 2 * PIECE) return null;
  const view = new DataView(buffer);
  if (view.getUint8(0) !== SPEECH) return null;
  const flags = view.getUint8(1);
  const samples = new Float32Array(PIECE);
  for (let i = 0; i < PIECE; i++) samples[i] = view.getInt16(HEADER + 2 * i, true) / 32768;
  return {
    first: (flags & FIRST) !== 0,
    last: (flags & LAST) !== 0,
    concealed: (flags & CONCEALED) !== 0,
    path: view.getUint16(2, true),
    talkgroup: view.getUint32(4, true),
    sequence: view.getUint32(8, true),
    stamp: view.getUint32(12, true),
    samples,
  };
}

export function writePiece(talkgroup, sequence, samples) {
  const buffer = new ArrayBuffer(HEADER + 2 * PIECE);
  const view = new DataView(buffer);
  view.setUint8(0, SPEECH);
  view.setUint8(1, sequence === 0 ? FIRST : 0);
  view.setUint32(4, talkgroup, true);
  view.setUint32(8, sequence, true);
  view.setUint32(12, Date.now() % 4294967296, true);
  for (let i = 0; i < PIECE; i++) view.setInt16(HEADER + 2 * i, samples[i], true);
  return buffer;
}
