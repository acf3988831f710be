// A view: the figure at one place of the page, with its words, and who points at it.

import { guardKeys } from "../javascript/keys.js";
import { answer, step } from "./cursor.js";
import { draw } from "./frames.js";
import { DOTS, Room } from "./room.js";

const SETTLED = 150; // ms without another size, after which the kernel is asked to draw for it
const RESTED = 400; // ms without another sentence, after which a screen reader speaks it
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const LETTERS = "Unit 0 adds +0.00 to the score of 0. "; // as sentences have them
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
      <div class="explorer-words">
        <p class="explorer-sentence" id="${id}"></p>
        <p class="explorer-longest" aria-hidden="true"></p>
      </div>
      <p class="explorer-spoken" role="status"></p>`;
    const parts = ["paper", "picture", "overlay", "readout", "words", "sentence", "longest"];
    for (const part of [...parts, "spoken"]) this[part] = el.querySelector(`.explorer-${part}`);
    this.room = new Room(el, this.paper, this.words, this.longest);
    this.keepRoom("");
    this.listen();
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(el);
    this.zoomed = () => this.resized();
    window.addEventListener("resize", this.zoomed);
    this.unguard = guardKeys();
    if (figure.frame) this.show(figure.frame, figure.drawn, "store");
  }

  remove() {
    this.observer.disconnect();
    window.removeEventListener("resize", this.zoomed);
    this.unguard();
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
    for (const moves of ["pointerdown", "pointermove"])
      picture.addEventListener(moves, (event) => this.point(at(event)));
    // A finger leaves as soon as it has tapped: what it pointed at is read after that.
    picture.addEventListener("pointerleave", ({ pointerType }) => {
      if (pointerType !== "touch") this.point(null);
    });
    picture.addEventListener("click", (event) => this.choose(at(event)));
    picture.addEventListener("keydown", (event) => this.key(event));
    picture.addEventListener("blur", () => this.point(null));
  }

  /** Ask for the picture that fits here. `anew`: even if this view has asked for it before. */
  resized(anew = false) {
    if (this.el.clientWidth === 0) return; // hidden, or not yet on the page
    if (this.whole !== this.room.whole) {
      this.whole = this.room.whole; // known only on the page; its controls may come later
      this.observer.observe(this.whole);
      // JupyterLab follows the window late, and a height alone changes no figure's width.
      if (this.room.scroller) this.observer.observe(this.room.scroller);
    }
    this.nameHandles();
    if (anew) this.asked = "";
    clearTimeout(this.waiting);
    if (this.figure.frame) this.waiting = setTimeout(() => this.fit(), SETTLED);
    else this.fit();
  }

  fit() {
    if (this.el.clientWidth === 0) return; // hidden meanwhile
    const { model, frame } = this.figure;
    // A page whose own letters are large, as in a lecture, says so in its style.
    const zoom = Number(getComputedStyle(this.el).getPropertyValue("--explorer-zoom"));
    const { width, height, scale } = this.room.fit(model.get("shapes"), zoom || model.get("zoom"));
    const ratio = window.devicePixelRatio;
    const asked = String([width, scale, ratio]);
    const { whole, scroller } = this.room;
    const high = scroller ? scroller.clientHeight : window.innerHeight;
    this.picture.dataset.room = [whole.clientWidth, high, ratio];
    // A picture made for another view has another height: no reason to ask for one's own back.
    if (asked === this.asked) return;
    this.asked = asked;
    this.picture.dataset.asked = asked;
    const pixels = [width, height].map((inches) => Math.round(inches * scale * DOTS));
    if (!frame) this.keepPlace(...pixels, scale);
    this.figure.fit(width, scale, ratio);
  }

  /** Give the picture its place, also before there is one: what is below does not jump. */
  keepPlace(width, height, scale) {
    for (const canvas of [this.picture, this.overlay]) {
      canvas.style.width = `${width}px`;
      canvas.style.aspectRatio = `${width} / ${height}`;
    }
    this.room.whole.style.setProperty("--explorer-scale", scale);
  }

  /** Give each slider's handle a name. */
  async nameHandles() {
    for (const control of Object.values(this.figure.controls)) {
      for (const view of await Promise.all(Object.values(control.views ?? {}))) {
        for (const handle of view.el.querySelectorAll(".noUi-handle")) {
          if (handle.hasAttribute("aria-label")) continue;
          const name = () => handle.setAttribute("aria-label", control.get("description"));
          name();
          control.on("change:description", name);
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
      }
    }
    this.keepPlace(...frame.shown, frame.scale);
    this.paint(frame, operations);
    const images = operations.filter(({ kind }) => kind === "image");
    this.scene = {
      panels: this.figure.model.get("panels"),
      images: new Map(images.map((image) => [image.axes, image])),
      spots: frame.spots,
    };
    picture.setAttribute("aria-label", this.figure.model.get("label"));
    this.tell(frame.words);
    picture.dataset.state = JSON.stringify(frame.state);
    if (this.place) this.point(this.place);
    const detail = { state: frame.state, from };
    this.el.dispatchEvent(new CustomEvent("explorer-painted", { bubbles: true, detail }));
  }

  paint(frame, operations) {
    const context = this.picture.getContext("2d");
    context.clearRect(0, 0, ...frame.size);
    if (frame.picture) context.drawImage(frame.picture, 0, 0);
    else draw(context, operations);
    this.painted = frame;
  }

  /** Show the picture and the sentence of another state; without one, those of the present. */
  peek(frame = this.figure.frame, operations = this.figure.drawn) {
    if (!frame || frame === this.painted) return;
    this.paint(frame, operations);
    this.tell(frame.words, frame !== this.figure.frame);
  }

  /** Show a sentence, and have it spoken when the hand rests: not at every step of a held key. */
  tell(words, aloud = true) {
    const first = this.sentence.textContent === "";
    say(this.sentence, words);
    this.keepRoom(words);
    clearTimeout(this.speaking);
    if (!first && aloud) this.speaking = setTimeout(() => say(this.spoken, words), RESTED);
  }

  /** Keep room for the longest usual sentence, or a longer one that was there. */
  keepRoom(words) {
    const kept = this.longest.textContent;
    const letters = Math.max(this.figure.model.get("longest"), words.length);
    if (kept.length < letters) say(this.longest, (words || LETTERS).padEnd(letters, LETTERS));
  }

  /** Say and mark what stands at a place of the canvas; null is nowhere. */
  point(where) {
    this.place = where;
    const context = this.overlay.getContext("2d");
    context.clearRect(0, 0, this.overlay.width, this.overlay.height);
    const found = where && this.scene ? answer(this.scene, ...where) : null;
    this.figure.peek(found?.ahead ?? null);
    if (!found) {
      say(this.readout, "");
      this.picture.style.cursor = "";
      return;
    }
    const { words, marks, choice } = found;
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
