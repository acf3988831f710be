// One lecture: a notebook's panel over the whole window, one slide's cells at a time.
//
// The cells stay where they are, so that their widgets stay alive: all but one slide's are hidden.

import { beforeTheVote, meaning, slideAt, slidesOf, stepDown } from "./slides.js";

const MARGIN = 40; // CSS pixels below the text, where the slide's number stands
const WIDTH = 1366; // CSS pixels of the window for which the style sheet's sizes are meant
const ROOMS = [
  ["dialog", ".jp-Dialog, .lm-Menu, .jp-ModalCommandPalette"],
  ["slider", "[role=slider]"],
  ["picture", "[role=application]"],
  ["text", "input:not([type=checkbox], [type=radio]), textarea, [contenteditable=true]"],
  ["control", "button, a, summary, select, input"],
];

const roomOf = (target) => ROOMS.find(([, selector]) => target.closest?.(selector))?.[0] ?? "page";
export const tagsOf = ({ model }) => model.getMetadata("tags") ?? [];
const frame = () => new Promise(requestAnimationFrame);

export class Lecture {
  constructor(panel) {
    this.panel = panel;
    this.notebook = panel.content;
    this.cells = [...this.notebook.widgets];
    const types = this.cells.map(({ model }) => model.getMetadata("slideshow")?.slide_type);
    this.slides = slidesOf(types).map((places) => places.map((place) => this.cells[place]));
    this.seen = new Set(); // numbers of the slides that were shown to their end
  }

  get slide() {
    return this.slides[this.number];
  }

  get scroller() {
    return this.notebook.outerNode;
  }

  /** The number of the slide that shows a cell, or else of the one before it. */
  numberOf(cell) {
    const places = this.slides.map(([first]) => this.cells.indexOf(first));
    return slideAt(places, this.cells.indexOf(cell));
  }

  /** Begin at a slide; at the end everything is as it was. */
  async begin(number) {
    if (document.body.classList.contains("lecture-runs") || this.slides.length === 0) return;
    document.body.classList.add("lecture-runs");
    this.config = this.notebook.notebookConfig;
    // Else cells that are not in view are not in the page at all.
    this.notebook.notebookConfig = { ...this.config, windowingMode: "none", scrollPastEnd: false };
    while (!this.cells.every(({ isAttached }) => isAttached)) await frame();
    this.foldedBefore = this.cells.map(({ inputHidden }) => inputHidden);
    this.fold(true);
    this.panel.addClass("lecture");
    this.holders = [];
    for (let node = this.panel.node; node !== document.documentElement; node = node.parentElement)
      this.holders.push(node);
    for (const node of this.holders) node.classList.add("lecture-holds");
    this.place = document.createElement("p");
    this.place.className = "lecture-place";
    this.place.setAttribute("role", "status");
    this.panel.node.append(this.place);
    window.addEventListener("keydown", this, true);
    window.addEventListener("dblclick", this, true);
    window.addEventListener("resize", this);
    this.panel.disposed.connect(this.end, this);
    this.resize();
    this.show(number);
  }

  end() {
    window.removeEventListener("keydown", this, true);
    window.removeEventListener("dblclick", this, true);
    window.removeEventListener("resize", this);
    document.body.classList.remove("lecture-runs");
    for (const node of this.holders) node.classList.remove("lecture-holds");
    if (this.panel.isDisposed) return;
    this.panel.disposed.disconnect(this.end, this);
    this.panel.removeClass("lecture");
    this.place.remove();
    this.cells.forEach((cell, place) => {
      cell.removeClass("lecture-shown");
      if (!cell.isDisposed) cell.inputHidden = this.foldedBefore[place];
    });
    this.notebook.notebookConfig = this.config;
    this.panel.activate();
    this.scrollTo(this.slide[0]);
  }

  /** Where only cells in view are in the page, the notebook knows the way, but not to the pixel. */
  async scrollTo(cell) {
    this.focus(cell);
    await frame();
    await this.notebook.scrollToItem(this.notebook.activeCellIndex, "start", 0);
    cell.node.scrollIntoView({ block: "start" });
  }

  /** Turn to a slide. One that was not seen yet stops at its vote. */
  show(number) {
    this.number = Math.min(Math.max(number, 0), this.slides.length - 1);
    this.reveal(this.seen.has(this.number) ? Infinity : beforeTheVote(this.slide.map(tagsOf)));
    this.focus(this.slide[0]);
    this.scroller.scrollTop = 0;
    const [now, all] = [this.number + 1, this.slides.length];
    this.place.innerHTML = `<span>Slide </span>${now}<span> of </span><i aria-hidden="true"> / </i>${all}`;
  }

  /** Show so many cells of the slide. */
  reveal(count) {
    const shown = this.slide.slice(0, count);
    for (const cell of this.cells) cell.toggleClass("lecture-shown", shown.includes(cell));
    this.hidden = this.slide.slice(count);
    if (this.hidden.length === 0) this.seen.add(this.number);
  }

  /** A step on: what is below the window, then what comes after the vote, then the next slide. */
  on() {
    if (this.scrollDown()) return;
    const [next] = this.hidden;
    if (!next) {
      this.show(this.number + 1);
      return;
    }
    this.reveal(Infinity);
    this.focus(next);
    this.scrollDown();
  }

  /** Scroll on in a slide that is higher than the window; return whether there was more. */
  scrollDown() {
    const { top } = this.scroller.getBoundingClientRect();
    const boxes = this.slide.map(({ node }) => {
      const box = node.getBoundingClientRect(); // of no size while it is hidden
      return { top: box.top - top, bottom: box.bottom - top };
    });
    const far = stepDown(boxes, this.scroller.clientHeight - MARGIN);
    this.scroller.scrollTop += far;
    return far > 0;
  }

  back() {
    if (this.scroller.scrollTop > 0) this.scroller.scrollTop = 0;
    else this.show(this.number - 1);
  }

  /** Give a cell the focus, so that arrow keys scroll and Tab goes to the first control. */
  focus(cell) {
    this.notebook.mode = "command";
    this.notebook.activeCellIndex = this.notebook.widgets.indexOf(cell);
    cell.node.focus({ preventScroll: true });
  }

  /** Fold the input of every code cell but exercises: a hall looks at pictures and numbers. */
  fold(folded) {
    this.folded = folded;
    for (const cell of this.cells) {
      const open = tagsOf(cell).includes("exercise");
      if (cell.model.type === "code") cell.inputHidden = folded && !open;
    }
  }

  resize() {
    const scale = Math.max(1, window.innerWidth / WIDTH);
    this.panel.node.style.setProperty("--lecture-scale", scale);
  }

  handleEvent(event) {
    if (event.type === "resize") this.resize();
    else if (event.type === "dblclick") {
      // It would open a text for writing.
      if (roomOf(event.target) === "page") event.stopPropagation();
    } else this.key(event);
  }

  key(event) {
    const action = meaning(event, roomOf(event.target));
    if (!action || event.isComposing) return;
    if (action === "leave") {
      // The picture, or the editor, hears the key first.
      setTimeout(() => this.focus(this.slide[0]));
      return;
    }
    event.stopImmediatePropagation();
    if (action === "ours") return;
    event.preventDefault();
    if (action === "on") this.on();
    else if (action === "back") this.back();
    else if (action === "first") this.show(0);
    else if (action === "last") this.show(this.slides.length - 1);
    else if (action === "fold") this.fold(!this.folded);
    else this.end();
  }
}
