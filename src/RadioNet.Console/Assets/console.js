// What the console's page needs of the browser: the WebSocket with speech, the two audio worklets, the talk button and the space bar.
// The talk button never waits for the page's own server connection.

import { readPiece, writePiece } from "./pieces.js";
import * as settings from "./settings.js";
import * as tones from "./tones.js";

const SUBPROTOCOL = "radionet.audio.1";
const CLOSED = 1008;
const HOLD_MS = 1000; // For so long the emergency button is held before it is one: nobody leans on it that long.

const state = {
  page: null, // The .NET object that is told what happens.
  token: "",
  key: "", // Where settings of this user are kept.
  socket: null,
  welcome: "", // What the node said last of what one may; empty without a line to it.
  retry: 500,
  stopped: true,
  talkgroups: new Map(), // id -> { listening, volume, muted }
  context: null,
  playout: null,
  capture: null,
  turn: null, // The press that goes on: { number, talkgroup, sequence, source, kind }
  arming: null, // The emergency button that is held, and not long enough yet: { talkgroup, source, timer }
  turns: 0,
  selected: 0,
  counters: new Map(),
  watchers: new Set(), // Told of each piece that is played, while anybody measures.
  stoppers: null,
};

// Begins; returns the settings that were kept for these talkgroups.
export function start(page, token, key, talkgroups) {
  stop();
  Object.assign(state, { page, token, key: `radionet.${key}`, stopped: false, retry: 500 });
  const kept = settings.read(state.key);
  state.talkgroups = new Map(talkgroups.map((id, place) => [id, { listening: place < 8, volume: 1, muted: false, ...kept.talkgroups?.[id] }]));
  state.selected = kept.selected ?? 0;
  state.stoppers = new AbortController();
  hands(state.stoppers.signal);
  connect();
  return { wasOn: settings.remembers(), selected: state.selected, talkgroups: talkgroups.map((id) => ({ id, ...state.talkgroups.get(id) })) };
}

export function stop() {
  release();
  state.stopped = true;
  state.stoppers?.abort();
  state.socket?.close();
  state.socket = null;
  state.context?.close();
  state.microphone?.getTracks().forEach((track) => track.stop());
  Object.assign(state, { context: null, playout: null, capture: null, microphone: null });
}

// Opens the loudspeaker and, for who may talk, the microphone; browsers want a click for it. Gives "on", "listen-only" or "blocked".
export async function openAudio(talks) {
  if (state.context !== null) await state.context.close();
  const at = (name) => new URL(name, import.meta.url);
  const open = async (options) => {
    const context = new AudioContext({ latencyHint: "interactive", ...options });
    await context.audioWorklet.addModule(at("playout-worklet.js"));
    await context.audioWorklet.addModule(at("capture-worklet.js"));
    return context;
  };
  let context;
  try {
    context = await open({ sampleRate: 16000 });
  } catch {
    context = await open({});
  }
  let microphone = null;
  if (talks && navigator.mediaDevices !== undefined) {
    microphone = await navigator.mediaDevices
      .getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: false } }) // capture.js levels.
      .catch(() => null);
  }
  let source = null;
  try {
    source = microphone && context.createMediaStreamSource(microphone);
  } catch {
    // This browser wants microphone and context at one rate.
    await context.close();
    context = await open({});
    source = context.createMediaStreamSource(microphone);
  }
  state.context = context;
  state.microphone = microphone;
  state.playout = new AudioWorkletNode(context, "radionet-playout", { numberOfInputs: 0, outputChannelCount: [1] });
  state.playout.connect(context.destination);
  state.playout.port.onmessage = ({ data }) => played(data);
  state.capture = null;
  if (source !== null) {
    state.capture = new AudioWorkletNode(context, "radionet-capture", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
    state.capture.port.onmessage = ({ data }) => spoken(data.turn, data.piece);
    source.connect(state.capture);
  }
  for (const id of state.talkgroups.keys()) volume(id);
  if (state.watchers.size > 0) state.playout.port.postMessage({ type: "measure", on: true });
  // A browser that wants a click first leaves it undecided.
  await Promise.race([context.resume(), new Promise((done) => setTimeout(done, 1000))]);
  if (context.state !== "running") return "blocked";
  settings.remember();
  return source !== null || !talks ? "on" : "listen-only";
}

export function set(id, listening, level, muted) {
  state.talkgroups.set(id, { listening, volume: level, muted });
  keep();
  volume(id);
  listen();
}

export function select(id) {
  state.selected = id;
  keep();
}

function keep() {
  settings.keep(state.key, { selected: state.selected, talkgroups: Object.fromEntries(state.talkgroups) });
}

// For measurements: what plays where, and each piece as it is played. Gives a function that ends it.
export function measure(watcher) {
  state.watchers.add(watcher);
  state.playout?.port.postMessage({ type: "measure", on: true });
  return () => state.watchers.delete(watcher);
}

export function inspect() {
  return { context: state.context, playout: state.playout, counters: state.counters, socket: state.socket, turn: state.turn };
}

// ---- The WebSocket ----

function connect() {
  if (state.stopped) return;
  const url = new URL("/console/audio", location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url, SUBPROTOCOL);
  socket.binaryType = "arraybuffer";
  state.socket = socket;
  socket.onopen = () => send({ type: "hello", token: state.token });
  socket.onmessage = ({ data }) => (typeof data === "string" ? said(data) : heard(data));
  socket.onclose = (close) => {
    if (state.socket !== socket) return;
    state.socket = null;
    state.welcome = "";
    drop();
    tell({ type: "link", up: false, refused: close.code === CLOSED });
    setTimeout(connect, state.retry);
    state.retry = Math.min(5000, state.retry * 2);
  };
}

function send(message) {
  if (state.socket?.readyState === WebSocket.OPEN) state.socket.send(JSON.stringify(message));
}

function listen() {
  send({ type: "listen", talkgroups: [...state.talkgroups].filter(([, one]) => one.listening).map(([id]) => id) });
}

function said(text) {
  const message = JSON.parse(text);
  switch (message.type) {
    case "welcome":
      state.retry = 500;
      state.welcome = text;
      listen();
      tell({ type: "link", up: true });
      break;
    case "spurt":
      if (message.state === "begin") state.playout?.port.postMessage({ type: "spurt", talkgroup: message.talkgroup });
      break;
    case "granted":
      if (state.turn?.talkgroup === message.talkgroup && state.context !== null) tones.granted(state.context);
      break;
    case "denied":
    case "preempted":
      if (state.context !== null) tones.refused(state.context);
      hush();
      break;
    case "ended":
      hush();
      break;
  }
  state.page?.invokeMethodAsync("OnMessage", text).catch(() => {});
}

function tell(message) {
  state.page?.invokeMethodAsync("OnMessage", JSON.stringify(message)).catch(() => {});
}

// The page's own connection was gone, and with it what was told meanwhile.
function again() {
  tell({ type: "link", up: state.welcome !== "" });
  if (state.welcome !== "") state.page?.invokeMethodAsync("OnMessage", state.welcome).catch(() => {});
  tell({ type: "talking", talkgroup: state.turn?.talkgroup ?? 0 });
}

function heard(buffer) {
  const piece = state.playout === null ? null : readPiece(buffer);
  if (piece !== null) state.playout.port.postMessage({ type: "piece", arrived: performance.now(), ...piece }, [piece.samples.buffer]);
}

function played(data) {
  if (data.type === "counters") {
    state.counters.set(data.talkgroup, data);
  } else if (state.watchers.size > 0) {
    for (const watcher of state.watchers) watcher(data);
  } else {
    state.playout?.port.postMessage({ type: "measure", on: false });
  }
}

// ---- Talking ----

// kind: "talk", "over" (takes the floor from who has it) or "emergency".
function press(talkgroup, source, kind) {
  if (state.turn !== null || state.socket?.readyState !== WebSocket.OPEN) return;
  if (state.capture === null) {
    tell({ type: "audio", state: "no-microphone" });
    return;
  }
  state.turn = { number: ++state.turns, talkgroup, sequence: 0, source, kind };
  send({ type: "press", talkgroup, emergency: kind === "emergency", takeOver: kind !== "talk" });
  state.capture.port.postMessage({ open: true, turn: state.turn.number });
  volume(talkgroup);
  show("data-pressed", talkgroup, kind, true);
  tell({ type: "pressed", talkgroup });
}

function release() {
  disarm();
  const turn = state.turn;
  if (turn === null) return;
  hush();
  state.turn = null;
  send({ type: "release" });
  volume(turn.talkgroup);
  show("data-pressed", turn.talkgroup, turn.kind, false);
  tell({ type: "released", talkgroup: turn.talkgroup });
}

function arm(talkgroup, source) {
  if (state.turn !== null || state.arming !== null) return;
  const timer = setTimeout(() => {
    disarm();
    press(talkgroup, source, "emergency");
  }, HOLD_MS);
  state.arming = { talkgroup, source, timer };
  show("data-arming", talkgroup, "emergency", true);
}

function disarm() {
  if (state.arming === null) return;
  clearTimeout(state.arming.timer);
  show("data-arming", state.arming.talkgroup, "emergency", false);
  state.arming = null;
}

// The microphone closes; the button is still down.
function hush() {
  state.capture?.port.postMessage({ open: false, turn: 0 });
}

// The line is gone, and with it the floor.
function drop() {
  if (state.turn !== null) release();
}

function spoken(number, piece) {
  const turn = state.turn;
  if (turn?.number !== number || state.socket?.readyState !== WebSocket.OPEN) return;
  state.socket.send(writePiece(turn.talkgroup, turn.sequence++, piece));
}

// Pointer and keyboard, by the page's attributes: data-talk holds a talkgroup's id, data-kind what its button does.
function hands(signal) {
  const on = (target, type, does) => target.addEventListener(type, does, { signal });
  const buttonOf = (event) => event.target.closest?.("[data-talk]:not(:disabled)") ?? null;
  const down = (button, source) => {
    const talkgroup = Number(button.dataset.talk);
    if (button.dataset.kind === "emergency") arm(talkgroup, source);
    else press(talkgroup, source, button.dataset.kind);
  };
  const up = (source) => (state.turn ?? state.arming)?.source === source && release();
  on(document, "pointerdown", (event) => {
    const button = buttonOf(event);
    if (button === null || event.button !== 0) return;
    event.preventDefault();
    // Not by the button, which may be off, or gone, while it is held.
    document.body.setPointerCapture(event.pointerId);
    button.focus();
    down(button, "pointer");
  });
  for (const type of ["pointerup", "pointercancel", "lostpointercapture"]) on(document, type, () => up("pointer"));
  on(document, "contextmenu", (event) => event.target.closest?.("[data-talk]") && event.preventDefault());
  on(document, "keydown", (event) => {
    if (event.code === "Enter") {
      // Held like a mouse, on the button that has the focus.
      const button = buttonOf(event);
      if (button === null) return;
      event.preventDefault();
      if (!event.repeat) down(button, "enter");
      return;
    }
    if (event.code !== "Space" || event.target.closest?.("input, select, textarea, audio")) return;
    // Space means talk here, on no button of the page something else.
    event.preventDefault();
    if (event.repeat || document.querySelector(`[data-talk="${state.selected}"][data-kind="talk"]:not(:disabled)`) === null) return;
    press(state.selected, "space", "talk");
  });
  on(document, "keyup", (event) => {
    if (event.code === "Enter") up("enter");
    if (event.code !== "Space") return;
    if (!event.target.closest?.("input, select, textarea, audio")) event.preventDefault();
    up("space");
  });
  on(document.getElementById("components-reconnect-modal"), "components-reconnect-state-changed", ({ detail }) => detail.state === "hide" && again());
  on(window, "blur", release);
  on(window, "pagehide", release);
  on(document, "visibilitychange", () => document.hidden && release());
}

function show(mark, talkgroup, kind, on) {
  for (const button of document.querySelectorAll(`[data-talk="${talkgroup}"][data-kind="${kind}"]`)) button.toggleAttribute(mark, on);
}

// ---- Sound ----

// What one talks on oneself is not heard meanwhile: a loudspeaker would feed it back.
function volume(id) {
  const one = state.talkgroups.get(id);
  if (one === undefined || state.playout === null) return;
  const silent = one.muted || !one.listening || state.turn?.talkgroup === id;
  state.playout.port.postMessage({ type: "volume", talkgroup: id, volume: silent ? 0 : one.volume });
}
