// A photograph over the paper: what was taken for ink, its digits to choose from, the threshold.

const NEXT = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Where a box, in shares of a picture, is in the square that shows the picture whole: percents. */
export function inSquare([left, top, wide, high], [width, height]) {
  const longest = Math.max(width, height);
  const [across, down] = [width / longest, height / longest];
  const at = [(1 - across) / 2 + left * across, (1 - down) / 2 + top * down];
  return [...at, wide * across, high * down].map((share) => 100 * share);
}

// One clear pixel, until there is a photograph.
const NOTHING = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

export const CHOOSER = `
  <div class="pad-photograph" role="radiogroup" aria-label="Digits in the photograph: arrow keys
    choose one, Enter puts it on the pad" hidden>
    <img alt="The photograph, its ink in red, and in blue what is no paper" src="${NOTHING}">
  </div>`;
export const THRESHOLD = `
  <div class="pad-tools pad-choosing" role="toolbar" aria-label="Choosing a digit" hidden>
    <label title="how much darker than paper ink is">threshold <input type="range" min="0.02"
      max="0.98" step="0.02" class="pad-threshold"></label>
    <button type="button" data-do="chosen" title="Put it on the pad (Enter)">Done</button>
  </div>`;

export class Chooser {
  constructor(pad, el) {
    Object.assign(this, { pad, el, image: null });
    for (const name of ["photograph", "choosing", "threshold", "drawing"]) {
      this[name] = el.querySelector(`.pad-${name}`);
    }
    this.threshold.addEventListener("input", () => pad.ask("threshold", this.threshold.value));
    this.photograph.addEventListener("keydown", (event) => this.key(event));
    this.choosing.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.done(event);
    });
    el.querySelector("[data-do=chosen]").addEventListener("click", (event) => this.done(event));
    this.show();
  }

  get buttons() {
    return [...this.photograph.querySelectorAll("button")];
  }

  /** Enter and Escape end it; arrows choose the next digit and take the focus along. */
  key(event) {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (ctrlKey || metaKey || altKey || shiftKey) return;
    if (key === "Enter" || key === "Escape") this.done(event);
    else if (key in NEXT) {
      const n = this.buttons.length;
      const to = (this.buttons.indexOf(document.activeElement) + NEXT[key] + n) % n;
      this.buttons[to].focus();
      this.pad.ask("choose", to);
      event.preventDefault();
      event.stopPropagation();
    }
  }

  done(event) {
    this.pad.model.send({ kind: "chosen" });
    this.el.querySelector(".pad-paper").focus({ preventScroll: true });
    event.preventDefault();
    event.stopPropagation();
  }

  show() {
    const { image, sides, boxes = [], chosen, threshold } = this.pad.model.get("photograph");
    const [isOpen, isNew] = [Boolean(image), Boolean(image) && !this.image];
    this.photograph.hidden = this.choosing.hidden = !isOpen;
    this.drawing.style.visibility = isOpen ? "hidden" : "";
    this.el.querySelector(".pad-paper").tabIndex = isOpen ? -1 : 0;
    if (isOpen && image !== this.image) {
      this.photograph.querySelector("img").src = `data:image/jpeg;base64,${image}`;
    }
    this.image = image;
    if (isOpen && document.activeElement !== this.threshold) this.threshold.value = threshold;
    this.threshold.ariaValueText = `ink is darker than paper by ${Math.round(100 * threshold)} %`;
    const had = this.buttons.includes(document.activeElement);
    const all = this.buttons;
    for (const button of all.slice(boxes.length)) button.remove();
    boxes.forEach((box, n) => {
      const button = all[n] ?? this.added(n);
      const [left, top, width, height] = inSquare(box, sides).map((part) => `${part}%`);
      Object.assign(button.style, { left, top, width, height });
      button.ariaLabel = `digit ${n + 1} of ${boxes.length}`;
      button.ariaChecked = String(n === chosen);
      button.tabIndex = n === chosen ? 0 : -1;
    });
    if (isNew || (had && !this.buttons.includes(document.activeElement))) {
      this.buttons[chosen]?.focus({ preventScroll: true });
    }
  }

  added(n) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", role: "radio" });
    const number = document.createElement("span");
    number.textContent = n + 1;
    button.append(number);
    button.addEventListener("click", () => this.pad.ask("choose", n));
    this.photograph.append(button);
    return button;
  }
}
