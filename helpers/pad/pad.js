// The drawing pad in the browser: ink by mouse, pen, finger and keyboard, and pictures from files.
//
// All that was done is a list of actions, the trait `strokes`. strokes.js draws them, sheet.js is a
// view of the pad. Nothing here knows what a drawing means.

import { Sheet } from "./sheet.js";
import { extended, pictureOf, round } from "./strokes.js";

const MOST_POINTS = 8000; // of all strokes: what is sent with every move must stay small

/** The pad: one for each model, shared by its views. */
export class Pad {
  begin(model) {
    this.model = model;
    this.views = new Set();
    this.tool = "pen";
    this.width = 2.4;
    this.strokes = model.get("strokes");
    this.readPictures();
    model.on("change:images", () => this.readPictures());
    model.on("change:strokes", () => {
      this.strokes = model.get("strokes");
      this.show();
    });
    model.on("change:told", () => this.repeat());
  }

  readPictures() {
    this.pictures = this.model.get("images").map(pictureOf);
    this.show();
  }

  show() {
    for (const view of this.views) view.show();
  }

  say(words, isRefused = false) {
    for (const view of this.views) view.say(words, isRefused);
  }

  /** What the kernel says. */
  repeat() {
    this.say(this.model.get("told"), this.model.get("refused"));
  }

  get isFull() {
    const points = this.strokes.reduce((sum, { points: its }) => sum + (its?.length ?? 0) / 2, 0);
    if (points >= MOST_POINTS) this.say("The pad is full: undo a stroke, or clear it.", true);
    return points >= MOST_POINTS;
  }

  down(place) {
    this.say("");
    if (this.isFull) return;
    this.strokes = [
      ...this.strokes,
      { tool: this.tool, width: this.width, points: place.map(round) },
    ];
    this.send();
  }

  move(places) {
    if (this.isFull || !this.strokes.at(-1)?.points) return; // or taken back meanwhile
    this.strokes = extended(this.strokes, places);
    this.send();
  }

  undo() {
    this.strokes = this.strokes.slice(0, -1);
    this.send();
    this.say(this.strokes.length ? "One step back." : "One step back: the pad is empty.");
  }

  clear() {
    if (this.strokes.length) this.strokes = [...this.strokes, { tool: "clear" }];
    this.send();
    this.say("The pad is empty. Undo brings back what was on it.");
  }

  /**
   * Show what was done and tell the kernel: at most once a frame of the screen. While the kernel is
   * busy with the last change, the widget manager holds newer ones back and sends the newest only.
   */
  send() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.show();
      this.model.set("strokes", this.strokes);
      this.model.save_changes();
    });
  }

  /** Send a file; of one that is too large only its size, which the kernel refuses in words. */
  async open(file) {
    this.say(`Reading ${file.name} …`);
    const { name, size } = file;
    const content = size > this.model.get("most_bytes") ? [] : [await file.arrayBuffer()];
    this.model.send({ kind: "file", name, size }, undefined, content);
  }
}

export default () => {
  const pad = new Pad();
  return {
    initialize: ({ model }) => pad.begin(model),
    render({ el }) {
      const sheet = new Sheet(pad, el);
      pad.views.add(sheet);
      return () => sheet.remove();
    },
  };
};
