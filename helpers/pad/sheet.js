// A view of the pad: its tools, its paper, and the hand, the keys and the files that it listens to.

import { guardKeys } from "../javascript/keys.js";
import { CHOOSER, Chooser, THRESHOLD } from "./chooser.js";
import { drawAll, drawGrid, drawPen, moved, SIDE } from "./strokes.js";

const LARGE = 10; // canvas pixels for one of the image, at least
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const TOOLS = ["pen", "eraser", "pixel"];
// Each button's word, and the letter that presses it from anywhere on the pad.
const BUTTONS = {
  pen: ["Pen", "P"],
  eraser: ["Eraser", "E"],
  pixel: ["Pixel", "X"],
  undo: ["Undo", "Z"],
  clear: ["Clear", "C"],
  open: ["Open…", "O"],
  save: ["Save", "S"],
};
const NAMES = Object.keys(BUTTONS);
const THICKER = { "+": 0.4, "=": 0.4, "-": -0.4 }; // + is often typed without its Shift, as =

const button = (name) => {
  const [word, letter] = BUTTONS[name];
  const [also, more] = name === "undo" ? [" or Ctrl+Z", " Control+Z"] : ["", ""];
  return `<button type="button" data-do="${name}" title="${word} (key ${letter}${also})"
    aria-keyshortcuts="${letter}${more}">${word}</button>`;
};
/** What the paper is called: how it is drawn on by keyboard. names: of the buttons that are there. */
export function helpFor(names) {
  const letters = names.map((name) => `${BUTTONS[name][1]} ${BUTTONS[name][0].toLowerCase()}`);
  const pastes = names.includes("open") ? ", Ctrl+V pastes a picture" : "";
  return `Drawing pad: arrow keys move the pen, Space lowers and lifts it, plus and minus make it
  thicker and thinner${pastes}; ${letters.join(", ")}`;
}

export class Sheet {
  constructor(pad, el) {
    this.pad = pad;
    // A page without a kernel can neither save nor open a picture.
    const can = (name) => pad.model.get(`can_${name}`) ?? true;
    const [there, gone] = [true, false].map((is) => NAMES.filter((name) => can(name) === is));
    el.innerHTML = `
      <div class="pad-stack">
        <div class="pad-tools pad-drawing" role="toolbar" aria-label="Drawing tools">
          ${TOOLS.map(button).join("")}
          <label title="thick (keys + and −)">thick <input type="range" min="1" max="5" step="0.2"
            aria-keyshortcuts="Plus -" class="pad-width"></label>
        </div>
        ${THRESHOLD}
      </div>
      <div class="pad-stack">
        <canvas class="pad-paper" tabindex="0" role="application" aria-roledescription="drawing pad"
          aria-label="${helpFor(there)}"></canvas>
        ${CHOOSER}
      </div>
      <div class="pad-tools" role="toolbar" aria-label="What is on the pad">
        ${NAMES.slice(TOOLS.length).map(button).join("")}
        <input type="file" accept="image/*" class="pad-file" hidden>
      </div>
      <p class="pad-told"><span role="status"></span><span class="pad-refused" role="alert"></span></p>`;
    this.el = el;
    for (const part of ["paper", "width", "file", "told", "refused"]) {
      this[part] = el.querySelector(`.pad-${part}`);
    }
    for (const name of gone) this.button(name).hidden = true;
    this.chooser = new Chooser(pad, el);
    this.pen = { place: [SIDE / 2 + 0.5, SIDE / 2 + 0.5], down: false, shown: false };
    this.listen();
    this.listenToKeys();
    this.unguard = guardKeys();
    this.observer = new ResizeObserver(() => this.show());
    this.observer.observe(this.paper);
    this.say(pad.model.get("told"), pad.model.get("refused"));
    this.show();
  }

  remove() {
    this.observer.disconnect();
    this.unguard();
    this.pad.views.delete(this);
  }

  /** Say what was done, or why it was not: that must not look like a report. */
  say(words, isRefused = false) {
    this.told.firstChild.textContent = isRefused ? "" : words;
    this.refused.textContent = isRefused ? words : "";
  }

  listen() {
    const { pad, paper, el } = this;
    const does = {
      undo: () => pad.undo(),
      clear: () => pad.clear(),
      open: () => this.file.click(),
      save: () => pad.model.send({ kind: "save" }),
    };
    for (const tool of TOOLS) {
      does[tool] = () => {
        pad.tool = tool;
        pad.show();
      };
    }
    for (const [name, action] of Object.entries(does)) {
      this.button(name).addEventListener("click", action);
    }
    this.width.addEventListener("input", () => {
      pad.width = Number(this.width.value);
    });
    this.file.addEventListener("change", () => {
      for (const file of this.file.files) pad.open(file);
      this.file.value = ""; // the same file can be chosen again
    });
    el.addEventListener("paste", (event) => this.paste(event));
    el.addEventListener("dragover", (event) => event.preventDefault());
    el.addEventListener("drop", (event) => this.drop(event));
    el.addEventListener("click", () => {
      if (!el.contains(document.activeElement)) paper.focus({ preventScroll: true });
    });
    paper.addEventListener("pointerdown", (event) => this.press(event));
    paper.addEventListener("pointermove", (event) => this.drag(event));
    for (const end of ["pointerup", "pointercancel"]) {
      paper.addEventListener(end, () => {
        this.pointer = null;
      });
    }
  }

  button(name) {
    return this.el.querySelector(`[data-do=${name}]`);
  }

  paste(event) {
    const [file] = [...event.clipboardData.files].filter(({ type }) => type.startsWith("image/"));
    if (file) this.pad.open(file);
    else this.say("What was pasted is no picture: copy a PNG or JPEG picture, paste again.", true);
    event.preventDefault();
    event.stopPropagation();
  }

  /** A dropped file would otherwise take the page's place. */
  drop(event) {
    event.preventDefault();
    event.stopPropagation();
    const [file] = event.dataTransfer.files;
    if (file) this.pad.open(file);
    else this.say("What was dropped is no file: drop a PNG or JPEG picture.", true);
  }

  /** A key that works wherever on the pad the focus is, as on a button that was just pressed. */
  shortcut(event) {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    const letter = key.toUpperCase();
    const name = NAMES.find((one) => BUTTONS[one][1] === letter);
    const isUndo = name === "undo" && !shiftKey;
    if (altKey || ((ctrlKey || metaKey) && !isUndo)) return;
    if (name && !this.button(name).hidden) {
      this.button(name).click();
      if (TOOLS.includes(name)) this.say(`${BUTTONS[name][0]}.`);
    } else if (THICKER[key]) {
      this.width.value = Number(this.width.value) + THICKER[key];
      this.width.dispatchEvent(new Event("input"));
      this.say(`Thick ${this.width.value}.`);
    } else return;
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
    this.el.addEventListener("keydown", (event) => this.shortcut(event));
    this.paper.addEventListener("keydown", (event) => this.key(event));
    this.paper.addEventListener("blur", () => {
      Object.assign(this.pen, { down: false, shown: false });
      this.show();
    });
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { pad, pen } = this;
    if (event.key === "Escape") Object.assign(pen, { down: false, shown: false });
    else if (event.key === " ") {
      Object.assign(pen, { down: !pen.down, shown: true });
      if (pen.down) pad.down(pen.place);
    } else if (event.key in ARROWS) this.step(ARROWS[event.key], event.shiftKey ? 4 : 1);
    else return;
    this.announce();
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
    for (const tool of TOOLS) {
      this.button(tool).setAttribute("aria-pressed", tool === this.pad.tool);
    }
    this.width.value = this.pad.width;
    this.paper.dataset.strokes = this.pad.strokes.length;
  }
}
