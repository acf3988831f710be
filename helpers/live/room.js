// The room that a figure has on its page, and which of its shapes suits that room.

export const DOTS = 100; // CSS pixels an inch of a figure, for letters of scale 1
const LEAST = 0.6; // scale of letters below which one scrolls instead, less where pixels are fine
const FINE = 1.2; // device pixels for one of CSS, as on a zoomed page
const TRIES = 5; // between the least scale and the largest: each costs the page a layout
const WIDER = [0.95, 0.9]; // shares of letters larger than usual that are given for a wider figure

/**
 * The shape in which controls, picture and sentence are seen together: its width in inches, its
 * height and the scale of its letters. They are as large as can be, then the figure as wide.
 *
 * `shapes` are widths and heights in inches, the narrowest first. `zoom` is the scale of letters
 * that there is no reason to exceed while a figure could still be wider. `roomAt` says how many
 * CSS pixels there are for the picture when all letters of the explorer have a scale, and `ratio`
 * how many pixels of the screen there are for one of these.
 */
export function fitted(shapes, zoom, roomAt, ratio = 1) {
  const widest = shapes.at(-1)[0] / zoom;
  const shape = ([width, height], scale) => ({ width, height, scale });
  const most = roomAt(zoom).width / DOTS; // inches, for letters of scale 1
  const at = (scale) => {
    const room = roomAt(scale);
    const fits = (inches, pixels) => Math.round(inches * scale * DOTS) <= pixels;
    const fitting = shapes.findLast(
      ([wide, high]) =>
        fits(wide, room.width) && fits(high, room.height) && (scale <= zoom || wide >= widest),
    );
    return fitting && shape(fitting, scale);
  };
  let large = Math.max(zoom, most / widest);
  let small = large;
  let found = at(large);
  for (const smaller of [zoom, LEAST / Math.min(ratio, FINE)]) {
    if (found || smaller === small) continue;
    [large, small] = [small, smaller];
    found = at(small);
  }
  if (!found) {
    const usual = Math.min(most / zoom, widest);
    return shape(shapes.findLast(([wide]) => wide <= usual) ?? shapes[0], zoom);
  }
  for (let i = 0; i < TRIES && small < large; i++) {
    const middle = (small + large) / 2;
    const better = at(middle);
    if (better) [found, small] = [better, middle];
    else large = middle;
  }
  const wider = WIDER.map((share) => share * found.scale).filter((scale) => scale > 1);
  const across = (fit) => (fit ? fit.width * fit.scale : 0);
  return wider
    .map(at)
    .reduce((best, fit) => (across(fit) > 1.1 * across(best) ? fit : best), found);
}

/** How high that is which shows a part of the page and scrolls, or the window. */
function seen(scroller) {
  if (scroller) {
    const { paddingTop, paddingBottom } = getComputedStyle(scroller);
    return scroller.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
  }
  // A frame (Colab) is as high as it must be; the page around it takes a part of the screen.
  return window === window.top ? window.innerHeight : 0.75 * window.screen.availHeight;
}

const TALLER = 0.2; // share by which a page may grow, as a phone's does in scrolling

/** The room of one view: how high its page is, and what stands beside the picture. */
export class Room {
  constructor(el, paper, words, longest) {
    Object.assign(this, { el, paper, words, longest });
  }

  /** The explorer: its controls stand above. */
  get whole() {
    return this.el.closest(".explorer") ?? this.el;
  }

  /** What scrolls in JupyterLab, the notebook; elsewhere the window does. */
  get scroller() {
    return this.el.closest(".jp-WindowedPanel-outer");
  }

  /** How high the page is, unless it has only grown a little. */
  get height() {
    const now = seen(this.scroller);
    if (!(now >= this.before && now < this.before * (1 + TALLER))) this.before = now;
    return this.before;
  }

  /** The shape that fits. Letters are tried on the page itself, between two of its pictures. */
  fit(shapes, zoom) {
    const { whole, height } = this;
    const ratio = window.devicePixelRatio;
    // Trying costs time, and is done again only where something else could come of it.
    const widgets = whole.querySelectorAll(".jupyter-widgets").length;
    const kept = this.longest.textContent.length;
    const now = String([whole.clientWidth, height, ratio, zoom, widgets, kept]);
    if (now === this.tried) return this.found;
    const { style } = whole;
    const scale = style.getPropertyValue("--explorer-scale");
    const roomAt = (tried) => {
      style.setProperty("--explorer-scale", tried);
      // A pixel less: heights are rounded.
      const left = this.neighbours() > height ? 0 : height - this.beside() - 1;
      return { width: this.el.clientWidth, height: left };
    };
    this.found = fitted(shapes, zoom, roomAt, ratio);
    style.setProperty("--explorer-scale", scale);
    this.tried = now;
    return this.found;
  }

  /** How high all is that stands above the picture and below it, down to the last words. */
  beside() {
    const [whole, paper, words] = [this.whole, this.paper, this.words].map((part) =>
      part.getBoundingClientRect(),
    );
    return paper.top - whole.top + words.bottom - paper.bottom;
  }

  /** How far down that reaches which stands left or right of the figure: a pad. */
  neighbours() {
    const row = this.el.parentElement;
    if ([this.el, row].includes(this.whole)) return 0;
    const others = [...row.children].filter((part) => part !== this.el);
    const bottoms = others.map((part) => part.getBoundingClientRect().bottom);
    return Math.max(...bottoms) - this.whole.getBoundingClientRect().top;
  }
}
