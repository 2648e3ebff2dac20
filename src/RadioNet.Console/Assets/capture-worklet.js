import { Capture } from "./capture.js";

// Gives the microphone's pieces while the talk button is pressed.
class CaptureProcessor extends AudioWorkletProcessor {
  constructor() {
    super();
    this.capture = new Capture(sampleRate);
    this.turn = 0;
    this.port.onmessage = ({ data }) => {
      this.turn = data.turn;
      if (data.open) this.capture.press();
      else this.capture.release();
    };
  }

  process(inputs) {
    const samples = inputs[0][0];
    if (samples !== undefined) {
      this.capture.take(samples, (piece) => this.port.postMessage({ turn: this.turn, piece }, [piece.buffer]));
    }
    return true;
  }
}

registerProcessor("radionet-capture", CaptureProcessor);
