// LiveFigure in the browser: keeps frames, draws them on a canvas, and answers hand and keys.
//
// figure.py tells the protocol. Nothing here knows what a picture means.

import { neighbours } from "./ahead.js";
import { Inflating, opened, picture, Store } from "./frames.js";
import { View } from "./view.js";

const HEAVY = 512 * 1024; // bytes, inflated; frames larger than that are not asked for ahead of time
const CALM = 150; // ms without a move, after which the neighbours of other sliders are asked for
const LATE = 600; // ms without the frame of the present state, after which it is asked for
const BATCH = 4; // frames asked for at once: few, so that a move need not wait for them
const NEAR = 3; // steps ahead that are asked for at once; those beyond can wait for the calm
const MOST_PAINTED = 32 * 2 ** 20; // bytes of whole pictures that are painted ahead
const SLICE = 8; // ms at a time for what is done ahead, where the browser does not say how long

// ---- The figure: one for each model, shared by its views ----

/** Call back when nothing else is to be done; Safari does not tell when that is. */
const whenIdle =
  globalThis.requestIdleCallback ??
  ((then) =>
    setTimeout(() => {
      const end = performance.now() + SLICE;
      then({ timeRemaining: () => end - performance.now() });
    }));

/** Call back when the browser has painted: a message that is sent before makes the picture wait. */
const afterPaint = (then) =>
  globalThis.requestAnimationFrame ? requestAnimationFrame(() => setTimeout(then)) : then();

const placeOf = (control) => control?.get("index") ?? control?.get("value");

/** A message's buffer on its own: front ends hand over views or plain buffers. */
function bytesOf(given) {
  if (!ArrayBuffer.isView(given)) return given;
  return given.buffer.slice(given.byteOffset, given.byteOffset + given.byteLength);
}

export class Figure {
  async begin(model) {
    this.model = model;
    this.views = new Set();
    this.controls = {};
    this.towards = { place: 0, direction: 1, moves: 1 };
    this.hearing = Promise.resolve();
    this.forget(0);
    for (const [name, reference] of Object.entries(model.get("controls"))) {
      try {
        const id = reference.slice("IPY_MODEL_".length);
        const control = await model.widget_manager.get_model(id);
        this.controls[name] = control;
        control.on("change:value change:index", () => this.moved(name));
      } catch {
        this.blind = true; // only the kernel knows the state: its frames are shown as they come
      }
    }
    model.on("msg:custom", (content, buffers) => this.hear(content, buffers));
  }

  /** Show where a choice would lead, as long as somebody points at it; null is nowhere. */
  peek(choice) {
    const names = this.model.get("followed");
    const led = (name, at) => choice[name] ?? this.state[at];
    const there = choice && JSON.stringify(names.map(led));
    if (there === this.there) return;
    this.there = there;
    this.lookThere();
  }

  /** One question at a time: a hand that moves on is not answered for every spot on its way. */
  lookThere() {
    const frame = this.frames.get(this.there);
    const drawn = frame && this.store.operations(frame.names);
    for (const view of this.views) view.peek(frame, drawn);
    if (!this.there || frame || this.waiting.size > 0 || this.asked.has(this.there)) return;
    this.asked.add(this.there);
    this.want([JSON.parse(this.there)]);
  }

  forget(generation) {
    this.generation = generation;
    this.store = new Store();
    this.inflating = new Inflating();
    this.frames = new Map();
    this.asked = new Set(); // states that were asked for: what cannot be painted, only once
    this.heard = 0;
    this.waiting = new Set(); // states that were asked for and have not come yet
    this.heavy = this.lost = false;
    this.unready = []; // frames that are to be painted ahead
    this.painted = []; // those that are, the last ones
    this.visits = new Map(); // state: which of the moves led there last
    this.moves = this.shown = 0;
  }

  get state() {
    return this.model.get("followed").map((name) => placeOf(this.controls[name]));
  }

  /** A view wants such a picture: unless there is one, the kernel makes it. */
  fit(width, scale, ratio) {
    const wanted = JSON.stringify([width, scale, ratio]);
    if (wanted === this.wanted && this.frame) return;
    this.wanted = wanted;
    this.model.send({ kind: "ready", width, scale, ratio });
  }

  /** Take a message when those before it have been: frames stand on each other. */
  hear(content, buffers) {
    const taken = this.hearing.then(() => this.take(content, buffers));
    this.hearing = taken.catch(() => {}); // one that fails must not keep back those after it
    return taken;
  }

  async take(content, buffers) {
    if (content.kind === "frame") {
      if (!this.follows(content)) return;
      const [head, all] = content.lengths;
      const whole = await this.inflating.next(bytesOf(buffers[0]), all);
      const [told, bytes] = opened(whole, head);
      this.keep({ ...content, ...told }, bytes);
    } else if (content.kind === "unanswered" && content.generation === this.generation) {
      this.waiting.clear();
      this.lookAhead();
    } else if (content.kind === "failed") {
      for (const view of this.views) view.tell(content.words); // until the next picture
    }
  }

  /** Whether a frame can be drawn: it may stand on any before it in its generation. */
  follows({ generation, number }) {
    if (generation < this.generation) return false;
    if (generation > this.generation && number === 0) this.forget(generation);
    if (generation === this.generation && number === this.heard) return true;
    // A page that came later has asked for everything already, or will when it has a view.
    if (this.frame && !this.lost) {
      this.lost = true;
      this.wanted = null;
      this.fitViews();
    }
    return false;
  }

  fitViews() {
    for (const view of this.views) view.resized(true);
  }

  keep(frame, bytes) {
    this.store.add(bytes, frame.fresh);
    frame.names = frame.places.map((place) => this.store.names[place]);
    frame.spots = this.store.said(frame.spots);
    this.heard += 1;
    const key = JSON.stringify(frame.state);
    this.frames.set(key, frame);
    const visited = this.visits.get(key) ?? 0;
    // A late frame may be a step on the way to the present state, but never a step back.
    if (this.blind || key === JSON.stringify(this.state) || visited > this.shown)
      this.show(frame, "kernel");
    else {
      if (bytes.byteLength > HEAVY) this.heavy = true;
      this.paintLater(frame);
    }
    const wasAskedFor = this.waiting.delete(key);
    if (this.waiting.size > 0) return;
    if (this.there) this.lookThere();
    if (wasAskedFor) this.lookAhead();
    else this.lookAheadLater();
  }

  /** Paint a frame while nothing else is to be done: a key then finds its picture. */
  paintLater(frame) {
    if (frame.picture || this.unready.includes(frame)) return;
    this.unready.push(frame);
    if (this.unready.length === 1) whenIdle((deadline) => this.paintAhead(deadline));
  }

  paintAhead(deadline) {
    const isTime = () => deadline.timeRemaining() > 0;
    const { unready, store } = this;
    while (unready.length > 0 && store.prepare(unready[0].names, isTime) && isTime()) {
      this.paint(unready.shift());
    }
    if (unready.length > 0) whenIdle((next) => this.paintAhead(next));
  }

  paint(frame) {
    frame.picture = picture(frame.size, this.store.operations(frame.names));
    this.painted.push(frame);
    if (this.painted.length > this.room(frame)) {
      const oldest = this.painted.shift();
      oldest.picture.close();
      oldest.picture = null;
    }
  }

  /** How many pictures of this size are painted ahead. */
  room({ size: [width, height] }) {
    return Math.max(1, Math.floor(MOST_PAINTED / (4 * width * height)));
  }

  moved(name) {
    const state = this.state;
    const at = this.model.get("followed").indexOf(name);
    if (at >= 0 && this.frame) {
      const direction = Math.sign(state[at] - this.frame.state[at]) || 1;
      const goesOn = this.towards.place === at && this.towards.direction === direction;
      this.towards = { place: at, direction, moves: goesOn ? this.towards.moves + 1 : 1 };
      if (!this.range(name)) this.heavy = false;
    }
    const frame = this.frames.get(JSON.stringify(state));
    this.visits.set(JSON.stringify(state), ++this.moves);
    this.calm = false;
    clearTimeout(this.calming);
    clearTimeout(this.overdue);
    this.calming = setTimeout(() => this.lookAhead(true), CALM);
    if (frame) {
      this.show(frame, "store");
      afterPaint(() => this.lookAhead());
    } // else the present picture comes first: nothing is asked for that it would wait behind
    this.overdue = setTimeout(() => this.mend(), LATE);
  }

  show(frame, from) {
    this.frame = frame;
    this.shown = this.visits.get(JSON.stringify(frame.state)) ?? this.moves;
    this.drawn = this.store.operations(frame.names);
    for (const view of this.views) view.show(frame, this.drawn, from);
  }

  range(name) {
    const control = this.controls[name];
    const [min, max] = [control.get("min"), control.get("max")];
    return max === undefined ? null : { min, max, step: control.get("step") ?? 1 };
  }

  /** Now for the slider that moves; when it has come to rest, for the others too. */
  lookAheadLater() {
    clearTimeout(this.calming);
    this.calming = setTimeout(() => this.lookAhead(true), CALM);
    this.lookAhead();
  }

  lookAhead(calm = false) {
    this.calm ||= calm;
    if (this.views.size === 0) return; // nobody looks
    if (!this.model.get("prefetch") || this.waiting.size > 0) return;
    if (this.heavy || !this.frame || this.blind) return;
    const ranges = this.model.get("followed").map((name) => this.range(name));
    const isMissing = (state) => {
      const key = JSON.stringify(state);
      return !this.frames.has(key) && !this.asked.has(key);
    };
    const around = neighbours(this.state, ranges, this.towards, this.calm);
    for (const state of around.slice(0, this.room(this.frame))) {
      const known = this.frames.get(JSON.stringify(state)); // from a walk the other way
      if (known) this.paintLater(known);
    }
    if (!this.calm && !around.slice(0, NEAR).some(isMissing)) return; // every question costs
    const missing = around.filter(isMissing).slice(0, BATCH);
    for (const state of missing) this.asked.add(JSON.stringify(state));
    this.calm &&= missing.length > 0;
    this.want(missing);
  }

  /** The frame of the present state is overdue: a message was lost, or the kernel is busy. */
  mend() {
    if (!this.frame || this.blind || this.frames.has(JSON.stringify(this.state))) return;
    this.want([this.state]);
  }

  want(states) {
    if (states.length === 0) return;
    for (const state of states) this.waiting.add(JSON.stringify(state));
    this.model.send({ kind: "want", generation: this.generation, states });
  }

  choose(choice) {
    for (const [name, value] of Object.entries(choice)) {
      const control = this.controls[name];
      if (!control) continue;
      control.set(control.get("index") === undefined ? "value" : "index", value);
      control.save_changes();
    }
  }
}

export default () => {
  const figure = new Figure();
  return {
    initialize: ({ model }) => figure.begin(model),
    render({ el }) {
      const view = new View(figure, el);
      figure.views.add(view);
      return () => view.remove();
    },
  };
};
