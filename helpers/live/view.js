// A view: the figure at one place of the page, with its words, and who points at it.

import { answer, step } from "./cursor.js";
import { draw } from "./frames.js";

const SETTLED = 150; // ms without another size, after which the kernel is asked to draw for it
const RESTED = 400; // ms without another sentence, after which a screen reader speaks it
const TALLER = 0.2; // share by which a window's height may change, as a phone's does in scrolling
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const OURS = [...Object.keys(ARROWS), "Home", "End", "PageUp", "PageDown", "Enter", " ", "Escape"];
let views = 0; // for ids that no other view has

/** A screen reader announces what is set, so the same words are not set again. */
function say(part, words) {
  if (part.textContent !== words) part.textContent = words;
}

export class View {
  constructor(figure, el) {
    this.figure = figure;
    this.el = el;
    const id = `explorer-sentence-${++views}`;
    el.innerHTML = `
      <div class="explorer-paper">
        <canvas class="explorer-picture" tabindex="0" role="application"
                aria-roledescription="figure" aria-describedby="${id}"></canvas>
        <canvas class="explorer-overlay" aria-hidden="true"></canvas>
      </div>
      <p class="explorer-readout" role="status"></p>
      <p class="explorer-sentence" id="${id}"></p>
      <p class="explorer-spoken" role="status"></p>`;
    for (const part of ["picture", "overlay", "readout", "sentence", "spoken"]) {
      this[part] = el.querySelector(`.explorer-${part}`);
    }
    this.listen();
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(el);
    this.zoomed = () => this.resized();
    window.addEventListener("resize", this.zoomed);
    this.handles = new Set();
    this.guarding = (event) => this.guard(event);
    window.addEventListener("keydown", this.guarding, true);
    if (figure.frame) this.show(figure.frame, figure.drawn, "store");
  }

  remove() {
    this.observer.disconnect();
    window.removeEventListener("resize", this.zoomed);
    window.removeEventListener("keydown", this.guarding, true);
    clearTimeout(this.waiting);
    clearTimeout(this.speaking);
    this.figure.views.delete(this);
    this.figure.fitViews(); // the others may have another width
  }

  listen() {
    const { picture } = this;
    const at = (event) => {
      const box = picture.getBoundingClientRect();
      const scale = picture.width / box.width;
      return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
    };
    picture.addEventListener("pointermove", (event) => this.point(at(event)));
    picture.addEventListener("pointerleave", () => this.point(null));
    picture.addEventListener("click", (event) => this.choose(at(event)));
    picture.addEventListener("keydown", (event) => this.key(event));
    picture.addEventListener("blur", () => this.point(null));
  }

  /** The window's height, unless it has hardly changed. A frame (Colab) is as high as it must be. */
  windowHeight() {
    const now = window === window.top ? window.innerHeight : window.screen.availHeight;
    if (!(Math.abs(now / this.height - 1) < TALLER)) this.height = now;
    return this.height;
  }

  /** Ask for a picture of this size. `anew`: even if this view has asked for it before. */
  resized(anew = false) {
    const room = [this.el.clientWidth, this.windowHeight(), window.devicePixelRatio];
    const before = anew ? "" : this.room;
    this.room = String(room);
    if (room[0] === 0) return; // hidden, or not yet on the page
    this.nameHandles();
    // A picture made for another view has another height: no reason to ask for one's own back.
    if (this.figure.frame && this.room === before) return;
    clearTimeout(this.waiting);
    const fit = () => this.figure.fit(...room);
    if (this.figure.frame) this.waiting = setTimeout(fit, SETTLED);
    else fit();
  }

  /**
   * Keep the keys that move a slider or the cursor from the notebook, whose shortcuts would take
   * them first; leave it all others, such as Ctrl+S.
   */
  guard({ target, key, shiftKey, ctrlKey, metaKey, altKey }) {
    if (target !== this.picture && !this.handles.has(target)) return;
    const ours = OURS.includes(key) && !(ctrlKey || metaKey || altKey);
    if (ours && !(key === "Enter" && shiftKey)) {
      target.setAttribute("data-lm-suppress-shortcuts", "true");
    } else {
      target.removeAttribute("data-lm-suppress-shortcuts");
    }
  }

  /** Give each slider's handle a name, and remember it. */
  async nameHandles() {
    for (const control of Object.values(this.figure.controls)) {
      for (const view of await Promise.all(Object.values(control.views ?? {}))) {
        for (const handle of view.el.querySelectorAll(".noUi-handle")) {
          handle.setAttribute("aria-label", control.get("description"));
          this.handles.add(handle);
        }
      }
    }
  }

  show(frame, operations, from) {
    const { picture, overlay } = this;
    const [width, height] = frame.size;
    for (const canvas of [picture, overlay]) {
      if (canvas.width !== width || canvas.height !== height) {
        [canvas.width, canvas.height] = [width, height];
        canvas.style.width = `${frame.shown[0]}px`;
        canvas.style.aspectRatio = `${width} / ${height}`;
      }
    }
    const context = picture.getContext("2d");
    context.clearRect(0, 0, width, height);
    draw(context, operations);
    const images = operations.filter(({ kind }) => kind === "image");
    this.scene = {
      panels: this.figure.model.get("panels"),
      images: new Map(images.map((image) => [image.axes, image])),
      spots: frame.spots,
    };
    const explorer = this.el.closest(".explorer") ?? this.el;
    explorer.style.setProperty("--explorer-scale", frame.scale);
    picture.setAttribute("aria-label", this.figure.model.get("label"));
    this.tell(frame.words);
    picture.dataset.state = JSON.stringify(frame.state);
    if (this.place) this.point(this.place);
    const detail = { state: frame.state, from };
    this.el.dispatchEvent(new CustomEvent("explorer-painted", { bubbles: true, detail }));
  }

  /** Show a sentence, and have it spoken when the hand rests: not at every step of a held key. */
  tell(words) {
    const first = this.sentence.textContent === "";
    say(this.sentence, words);
    clearTimeout(this.speaking);
    if (!first) this.speaking = setTimeout(() => say(this.spoken, words), RESTED);
  }

  /** Say and mark what stands at a place of the canvas; null is nowhere. */
  point(where) {
    this.place = where;
    const context = this.overlay.getContext("2d");
    context.clearRect(0, 0, this.overlay.width, this.overlay.height);
    if (!where || !this.scene) {
      say(this.readout, "");
      this.picture.style.cursor = "";
      return;
    }
    const { words, marks, choice } = answer(this.scene, ...where);
    say(this.readout, words);
    this.picture.style.cursor = choice ? "pointer" : "crosshair";
    const thick = this.picture.width / this.picture.clientWidth;
    // White around black: a mark is seen on any colour.
    for (const [colour, out] of [
      ["white", 2],
      ["black", 1],
    ]) {
      context.strokeStyle = colour;
      context.lineWidth = 1.5 * out * thick;
      for (const [x, y, wide, high] of marks) context.strokeRect(x, y, wide, high);
    }
  }

  choose(where) {
    const { choice } = answer(this.scene, ...where);
    if (choice) this.figure.choose(choice);
  }

  key(event) {
    if (!this.scene) return;
    if (ARROWS[event.key]) {
      const start = this.scene.images.values().next().value?.box ?? this.scene.spots[0];
      const now = this.place ?? (start && [start[0] + start[2] / 2, start[1] + start[3] / 2]);
      if (now)
        this.point(this.place ? step(this.scene, now, ARROWS[event.key], event.shiftKey) : now);
    } else if ((event.key === "Enter" || event.key === " ") && !event.shiftKey && this.place) {
      this.choose(this.place);
    } else if (event.key === "Escape") {
      this.point(null);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}
