// The tones of a console: the floor is granted, or it is not.

export function granted(context) {
  tone(context, [[880, 60], [1175, 70]]);
}

export function refused(context) {
  tone(context, [[330, 130], [0, 50], [330, 130]]);
}

// Tones one after another: [hertz, milliseconds].
function tone(context, parts) {
  let at = context.currentTime;
  for (const [hertz, length] of parts) {
    const end = at + length / 1000;
    if (hertz > 0) {
      const oscillator = new OscillatorNode(context, { frequency: hertz });
      const gain = new GainNode(context, { gain: 0 });
      gain.gain.setTargetAtTime(0.12, at, 0.004);
      gain.gain.setTargetAtTime(0, end - 0.015, 0.004);
      oscillator.connect(gain).connect(context.destination);
      oscillator.start(at);
      oscillator.stop(end + 0.02);
    }
    at = end;
  }
}
