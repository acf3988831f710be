// The drawing pad in the browser: ink by mouse, pen, finger and keyboard, and pictures from files.
//
// All that was done is a list of actions, the trait `strokes`. strokes.js draws them, sheet.js is a
// view of the pad, chooser.js shows a photograph over it. Nothing here knows what a drawing means.

import { Sheet } from "./sheet.js";
import { extended, pictureOf, round } from "./strokes.js";

const MOST_POINTS = 8000; // of all strokes: what is sent with every move must stay small
const MOST_PIXELS = 50e6; // of a photograph that the browser makes smaller
const LARGEST = 2000; // pixels on its longer side then
const KERNELS = ["image/png", "image/jpeg"]; // what the kernel reads

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
    model.on("change:photograph", () => {
      for (const view of this.views) view.chooser.show();
      this.answered();
    });
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

  /**
   * Ask the kernel about the photograph: one question at a time, and while it is at work only the
   * newest is kept, as a slider has many.
   */
  ask(kind, value) {
    const content = { kind, [kind === "choose" ? "digit" : "value"]: Number(value) };
    if (this.asked) this.waiting = content;
    else this.model.send(content);
    this.asked = true;
  }

  answered() {
    const next = this.model.get("photograph").image && this.waiting;
    this.asked = false;
    this.waiting = null;
    if (next) this.ask(next.kind, next.digit ?? next.value);
  }

  /**
   * Send a file. One that the kernel does not read, or that is too large for a message, the browser
   * makes smaller if it can; otherwise the kernel refuses it in words, the large one by its size.
   */
  async open(file) {
    this.say(`Reading ${file.name} …`);
    const { name, size } = file;
    const isLarge = size > this.model.get("most_bytes");
    const small = isLarge || !KERNELS.includes(file.type) ? await smaller(file) : null;
    const content = small || !isLarge ? [await (small ?? file).arrayBuffer()] : [];
    this.model.send({ kind: "file", name, size: small ? small.size : size }, undefined, content);
  }
}

/** The picture as a JPEG that travels easily; null where the browser cannot read it, or may not. */
async function smaller(file) {
  if (file.size > 20 * 2 ** 20) return null;
  const address = URL.createObjectURL(file);
  try {
    // An image tells its sides before it is unpacked.
    const image = new Image();
    await new Promise((resolve, reject) => {
      Object.assign(image, { onload: resolve, onerror: reject, src: address });
    });
    const [wide, high] = [image.naturalWidth, image.naturalHeight];
    if (!wide || !high || wide * high > MOST_PIXELS) return null;
    const scale = Math.min(1, LARGEST / Math.max(wide, high));
    const canvas = new OffscreenCanvas(Math.ceil(wide * scale), Math.ceil(high * scale));
    const context = canvas.getContext("2d");
    context.imageSmoothingQuality = "high";
    context.fillStyle = "white"; // where it is transparent
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: "image/jpeg", quality: 0.95 });
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
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
