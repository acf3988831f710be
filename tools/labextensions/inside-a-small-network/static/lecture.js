// One lecture: a notebook's panel over the whole window, one slide's cells at a time.
//
// The cells stay where they are, so that their widgets stay alive: all but one slide's are hidden.

import { beforeTheVote, letterFor, meaning, nextStop, slideAt, slidesOf } from "./slides.js";

const SETTLED = 300; // ms without another size, after which live pictures have asked for another
const BUSY = 5000; // ms after which they are not waited for any more
// The style sheet leaves room below a slide. A live picture fits what is above that room.
const NUMBER = 1.2; // of a letter's size: room for the slide's number
// BESIDE = 2.2: as much as the folded code and the edges of a live picture's cell need.
const LIVE = 14; // CSS pixels of a live picture's letters at scale 1
const LONGEST = 110; // letters of a line of code that is still shown as one
const ROOMS = [
  ["dialog", ".jp-Dialog, .lm-Menu, .jp-ModalCommandPalette"],
  ["slider", "[role=slider]"],
  ["picture", "[role=application]"],
  ["text", "input:not([type=checkbox], [type=radio]), textarea, [contenteditable=true]"],
  ["control", "button, a, summary, select, input"],
];

export const roomOf = (target) =>
  ROOMS.find(([, selector]) => target.closest?.(selector))?.[0] ?? "page";
export const tagsOf = ({ model }) => model.getMetadata("tags") ?? [];
const frame = () => new Promise(requestAnimationFrame);

/** Wait until every live picture is the one that it has asked for, unless the kernel is busy. */
async function drawn(node) {
  const pictures = [...node.querySelectorAll(".explorer-picture")];
  const isDrawn = (picture) => {
    const { asked = "", room } = picture.dataset;
    const [inches, scale, ratio] = asked.split(",").map(Number);
    const { clientWidth } = picture.closest(".explorer") ?? picture;
    const now = [clientWidth, window.innerHeight, window.devicePixelRatio];
    return room === String(now) && Math.abs(picture.width - 100 * inches * scale * ratio) < 2;
  };
  for (let waited = 0; pictures.length > 0 && waited < BUSY; waited += SETTLED) {
    await new Promise((resolve) => setTimeout(resolve, SETTLED));
    if (pictures.every(isDrawn)) return;
  }
}

/**
 * Tell the style sheet how many letters a line of a cell's code has, and of what it printed, so that
 * no line is broken. Lines that would be in any size of letters do not count.
 */
function fitCode({ node, model }) {
  const letters = (text) => text.split("\n").map((line) => line.length);
  const longest = (texts) => Math.max(1, ...texts.flatMap(letters).filter((n) => n <= LONGEST));
  const printed = [...node.querySelectorAll(".jp-OutputArea pre")].map((pre) => pre.textContent);
  node.style.setProperty("--lecture-code", longest([model.sharedModel.getSource()]));
  node.style.setProperty("--lecture-printed", longest(printed));
}

export class Lecture {
  constructor(panel) {
    this.panel = panel;
    this.notebook = panel.content;
    this.cells = [...this.notebook.widgets];
    const types = this.cells.map(({ model }) => model.getMetadata("slideshow")?.slide_type);
    this.slides = slidesOf(types).map((places) => places.map((place) => this.cells[place]));
    this.held = new Set(); // numbers of the slides whose vote was held
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
    this.number = number;
    this.size();
    await this.fit();
  }

  end() {
    window.removeEventListener("keydown", this, true);
    window.removeEventListener("dblclick", this, true);
    window.removeEventListener("resize", this);
    clearTimeout(this.fitting);
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

  /** Turn to a slide. One whose vote was not held yet stops there. */
  show(number) {
    this.number = Math.min(Math.max(number, 0), this.slides.length - 1);
    const votes = beforeTheVote(this.slide.map(tagsOf));
    this.limit = this.held.has(this.number) ? this.slide.length : votes;
    this.first = this.stop = this.next({ count: 0, top: 0 });
    this.goTo(this.first);
    this.focus(this.slide[0]);
    const [now, all] = [this.number + 1, this.slides.length];
    this.place.innerHTML = `<span>Slide </span>${now}<span> of </span><i aria-hidden="true"> / </i>${all}`;
  }

  /** Show these cells. The hall has voted on them; their targets stay folded until they are found. */
  reveal(cells) {
    for (const cell of this.cells) cell.toggleClass("lecture-shown", cells.includes(cell));
    for (const { node } of cells.filter((cell) => tagsOf(cell).includes("answer")))
      for (const fold of node.querySelectorAll("details")) fold.open = true;
  }

  /** Measure the slide, and say where its next stop is; null after its last. */
  next(stop) {
    const { scroller } = this;
    const cells = this.slide.slice(0, this.limit);
    this.reveal(cells);
    cells.forEach(fitCode);
    const from = scroller.getBoundingClientRect().top - scroller.scrollTop;
    const boxes = cells.map(({ node }) => {
      const { top, bottom } = node.getBoundingClientRect();
      return { top: top - from, bottom: bottom - from };
    });
    this.reveal(cells.slice(0, stop.count));
    return nextStop(boxes, stop, this.height, this.scroller.clientHeight - this.height);
  }

  /** The height in which a slide is seen. */
  get height() {
    return this.scroller.clientHeight - NUMBER * this.letter;
  }

  goTo(stop) {
    const { scroller, panel } = this;
    this.stop = stop;
    const shown = this.slide.slice(0, stop.count);
    this.reveal(shown);
    // Room below the last cell, so that a step can move as far as it should.
    const below = (pixels) => panel.node.style.setProperty("--lecture-below", `${pixels}px`);
    below(0);
    below(Math.max(0, stop.top - scroller.scrollHeight + scroller.clientHeight));
    scroller.scrollTop = stop.top;
  }

  /** A step on: the slide's next stop, or what comes after the vote, or the next slide. */
  on() {
    const now = { count: this.stop.count, top: this.scroller.scrollTop };
    let stop = this.next(now);
    if (!stop && this.limit < this.slide.length) {
      this.limit = this.slide.length;
      this.held.add(this.number);
      stop = this.next(now);
    }
    if (!stop) {
      // After the last one there is nothing: what is seen stays, also of a slide that has scrolled.
      if (this.number + 1 < this.slides.length) this.show(this.number + 1);
      return;
    }
    this.goTo(stop);
    if (stop.count > now.count) this.focus(this.slide[now.count]);
  }

  back() {
    const isAtTop = this.stop === this.first && this.scroller.scrollTop <= this.stop.top;
    this.show(isAtTop ? this.number - 1 : this.number);
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

  /** Choose the size of letters. */
  size() {
    const { style } = this.panel.node;
    this.letter = letterFor(window.innerWidth, window.innerHeight);
    style.setProperty("--lecture-letter", this.letter);
    style.setProperty("--explorer-zoom", this.letter / LIVE);
  }

  /** Show the slide when every picture was drawn for the window. */
  async fit() {
    this.panel.addClass("lecture-fits");
    this.reveal(this.cells);
    await drawn(this.panel.node);
    this.panel.removeClass("lecture-fits");
    if (this.panel.hasClass("lecture")) this.show(this.number);
  }

  handleEvent(event) {
    if (event.type === "resize") {
      this.size();
      clearTimeout(this.fitting);
      this.fitting = setTimeout(() => this.fit(), SETTLED);
    } else if (event.type === "dblclick") {
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
    if (this.panel.hasClass("lecture-fits")) return;
    if (action === "on") this.on();
    else if (action === "back") this.back();
    else if (action === "first") this.show(0);
    else if (action === "last") this.show(this.slides.length - 1);
    else if (action === "fold") this.fold(!this.folded);
    else this.end();
  }
}
