// A view of the pad: its tools, its paper, and the hand, the keys and the files that it listens to.

import { drawAll, drawGrid, drawPen, moved, SIDE } from "./strokes.js";

const LARGE = 10; // canvas pixels for one of the image, at least
const TOOLS = { pen: "Pen", eraser: "Eraser", pixel: "Pixel" };
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Sheet {
  constructor(pad, el) {
    this.pad = pad;
    el.innerHTML = `
      <div class="pad-tools" role="toolbar" aria-label="Drawing tools">
        ${Object.entries(TOOLS)
          .map(([tool, name]) => `<button type="button" data-tool="${tool}">${name}</button>`)
          .join("")}
        <label>thick <input type="range" min="1" max="5" step="0.2" class="pad-width"></label>
      </div>
      <canvas class="pad-paper" tabindex="0" role="application" aria-roledescription="drawing pad"
        aria-label="Drawing pad: arrow keys move the pen, Space lowers and lifts it, Ctrl+Z undoes, Ctrl+V pastes a picture"></canvas>
      <div class="pad-tools" role="toolbar" aria-label="What is on the pad">
        <button type="button" data-do="undo">Undo</button>
        <button type="button" data-do="clear">Clear</button>
        <button type="button" data-do="open">Open…</button>
        <button type="button" data-do="save">Save</button>
        <input type="file" accept="image/png,image/jpeg" class="pad-file" hidden>
      </div>
      <p class="pad-told" role="status"></p>`;
    this.el = el;
    for (const part of ["paper", "width", "file", "told"]) {
      this[part] = el.querySelector(`.pad-${part}`);
    }
    this.pen = { place: [SIDE / 2 + 0.5, SIDE / 2 + 0.5], down: false, shown: false };
    this.listen();
    this.listenToKeys();
    this.observer = new ResizeObserver(() => this.show());
    this.observer.observe(this.paper);
    this.say(pad.model.get("told"));
    this.show();
  }

  remove() {
    this.observer.disconnect();
    window.removeEventListener("keydown", this.guarding, true);
    this.pad.views.delete(this);
  }

  say(words) {
    this.told.textContent = words;
  }

  listen() {
    const { pad, paper, el } = this;
    for (const part of el.querySelectorAll("button, input")) {
      part.setAttribute("data-lm-suppress-shortcuts", "true"); // Space and arrows belong to them
    }
    for (const button of el.querySelectorAll("[data-tool]")) {
      button.addEventListener("click", () => {
        pad.tool = button.dataset.tool;
        pad.show();
      });
    }
    this.width.addEventListener("input", () => {
      pad.width = Number(this.width.value);
    });
    const does = {
      undo: () => pad.undo(),
      clear: () => pad.clear(),
      open: () => this.file.click(),
      save: () => pad.model.send({ kind: "save" }),
    };
    for (const [name, action] of Object.entries(does)) {
      el.querySelector(`[data-do=${name}]`).addEventListener("click", action);
    }
    el.querySelector("[data-do=save]").hidden = !pad.model.get("can_save");
    this.file.addEventListener("change", () => {
      for (const file of this.file.files) pad.open(file);
      this.file.value = ""; // the same file can be chosen again
    });
    el.addEventListener("paste", (event) => this.paste(event));
    el.addEventListener("dragover", (event) => event.preventDefault());
    el.addEventListener("drop", (event) => this.drop(event));
    el.addEventListener("keydown", (event) => this.undoKey(event));
    paper.addEventListener("pointerdown", (event) => this.press(event));
    paper.addEventListener("pointermove", (event) => this.drag(event));
    for (const end of ["pointerup", "pointercancel"]) {
      paper.addEventListener(end, () => {
        this.pointer = null;
      });
    }
  }

  paste(event) {
    const [file] = [...event.clipboardData.files].filter(({ type }) => type.startsWith("image/"));
    if (file) this.pad.open(file);
    else this.say("What was pasted is no picture: copy a PNG or JPEG picture and paste again.");
    event.preventDefault();
    event.stopPropagation();
  }

  /** A dropped file would otherwise take the page's place. */
  drop(event) {
    event.preventDefault();
    event.stopPropagation();
    if (event.dataTransfer.files.length) this.pad.open(event.dataTransfer.files[0]);
  }

  /** Ctrl+Z beside the paper, on a button that was just pressed. */
  undoKey(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    this.pad.undo();
    event.preventDefault();
    event.stopPropagation();
  }

  at(event) {
    const box = this.paper.getBoundingClientRect();
    const to = (place, start, length) => ((place - start) / length) * SIDE;
    return [to(event.clientX, box.left, box.width), to(event.clientY, box.top, box.height)];
  }

  /** One finger draws; a second one, or another button of the mouse, does not. */
  press(event) {
    if (event.button !== 0 || this.pointer) return;
    this.pointer = event.pointerId;
    this.paper.setPointerCapture(event.pointerId);
    this.paper.focus({ preventScroll: true });
    Object.assign(this.pen, { down: false, shown: false });
    this.pad.down(this.at(event));
    event.preventDefault();
  }

  drag(event) {
    if (event.pointerId !== this.pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    this.pad.move((events.length ? events : [event]).map((one) => this.at(one)));
  }

  // ---- Keyboard ----

  listenToKeys() {
    this.paper.addEventListener("keydown", (event) => this.key(event));
    this.paper.addEventListener("blur", () => {
      Object.assign(this.pen, { down: false, shown: false });
      this.show();
    });
    // The notebook's own shortcuts would take these keys first.
    this.guarding = (event) => {
      if (event.target !== this.paper) return;
      const name = "data-lm-suppress-shortcuts";
      if (this.isOurs(event)) this.paper.setAttribute(name, "true");
      else this.paper.removeAttribute(name);
    };
    window.addEventListener("keydown", this.guarding, true);
  }

  isOurs({ key, ctrlKey, metaKey, altKey }) {
    if (ctrlKey || metaKey) return ["z", "v"].includes(key.toLowerCase());
    return !altKey && (key in KEYS || key === " " || key === "Escape");
  }

  key(event) {
    if (!this.isOurs(event) || event.key.toLowerCase() === "v") return; // pasting comes by itself
    const { pad, pen } = this;
    if (event.key.toLowerCase() === "z") pad.undo();
    else if (event.key === "Escape") Object.assign(pen, { down: false, shown: false });
    else if (event.key === " ") {
      Object.assign(pen, { down: !pen.down, shown: true });
      if (pen.down) pad.down(pen.place);
    } else this.step(KEYS[event.key], event.shiftKey ? 4 : 1);
    if (event.key.toLowerCase() !== "z") this.announce();
    this.show();
    event.preventDefault();
    event.stopPropagation();
  }

  step(direction, pixels) {
    const { pad, pen } = this;
    pen.place = moved(pen.place, direction, pixels);
    pen.shown = true;
    pen.down &&= Boolean(pad.strokes.at(-1)?.points); // what it wrote may have been cleared
    if (pen.down) pad.move([pen.place]);
  }

  announce() {
    const [column, row] = this.pen.place.map(Math.floor);
    this.say(`Pen ${this.pen.down ? "down" : "up"} at row ${row}, column ${column}.`);
  }

  show() {
    const side = Math.max(this.paper.clientWidth, 1);
    const scale = Math.max((side * window.devicePixelRatio) / SIDE, LARGE);
    const size = Math.round(SIDE * scale);
    if (this.paper.width !== size) this.paper.width = this.paper.height = size;
    const context = this.paper.getContext("2d");
    drawAll(context, this.pad.strokes, this.pad.pictures, size / SIDE);
    context.save();
    context.scale(size / SIDE, size / SIDE);
    if (this.pad.tool === "pixel") drawGrid(context);
    if (this.pen.shown) drawPen(context, this.pen);
    context.restore();
    for (const button of this.el.querySelectorAll("[data-tool]")) {
      button.setAttribute("aria-pressed", button.dataset.tool === this.pad.tool);
    }
    this.width.value = this.pad.width;
    this.paper.dataset.strokes = this.pad.strokes.length;
  }
}
