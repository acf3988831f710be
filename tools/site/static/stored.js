// An explorer on a page without a kernel: it shows the frames that baking.py has stored.
//
// The figure of the lab is the same here. What a kernel would send comes from a file instead, all
// of it when the explorer comes into view; then every move finds its frame.

import { Control } from "./controls.js";
import { framesIn } from "./frame_file.js";
import { Figure } from "./live/live.js";
import { View } from "./live/view.js";

const DOTS_DRAWN = 2; // for each CSS pixel, as baking.py has it
const INCH = 100; // CSS pixels, as room.js has it

export class Stored extends Figure {
  /** told: what baking.py says of an explorer. address: of a file, by its name. */
  async begin(told, address) {
    Object.assign(this, { told, address, controlled: {}, absent: false });
    for (const [name, one] of Object.entries(told.controls)) {
      this.controlled[name] = new Control(one);
    }
    const { label, followed, panels, longest } = told;
    const shapes = Object.values(told.files).map(({ size }) => size.map((side) => side / INCH));
    const controls = Object.fromEntries(
      Object.keys(this.controlled).map((n) => [n, `IPY_MODEL_${n}`]),
    );
    const values = { label, followed, panels, longest, shapes, controls, zoom: 1, prefetch: true };
    await super.begin({
      get: (name) => values[name],
      on() {},
      send: (message) => this.unanswered(message),
      widget_manager: { get_model: async (name) => this.controlled[name] },
    });
  }

  /** Whatever the figure asks for beyond what is stored, there is nobody to draw it. */
  unanswered({ generation }) {
    this.hear({ kind: "unanswered", generation }, []);
  }

  /** A view wants a picture so wide, with letters of such a scale. */
  fit(width, scale) {
    this.scale = scale;
    const [shape] = Object.entries(this.told.files).find(
      ([, { size }]) => Math.abs(size[0] / INCH - width) < 0.02,
    );
    if (shape === this.shape) {
      if (this.frame) this.show(this.frame, "store");
      return;
    }
    this.shape = shape;
    this.loading = this.load(shape).catch((error) => this.failed(error));
  }

  async load(shape) {
    const { name, crc32: crc } = this.told.files[shape];
    const frames = await framesIn(this.address(name), crc);
    if (this.shape !== shape) return; // the page has another width meanwhile
    this.forget(this.generation + 1);
    this.filling = true;
    const { generation } = this;
    for (const [number, { buffer, ...frame }] of frames.entries()) {
      await this.hear({ kind: "frame", generation, number, ...frame }, [buffer]);
      if (this.generation !== generation) return;
    }
    this.filling = false;
    this.lookAheadLater();
    this.tellAbsence();
  }

  failed(error) {
    this.shape = null;
    for (const view of this.views) view.fail(error);
  }

  /** Hundreds of frames come at once: those beside the present one are painted ahead, later. */
  paintLater(frame) {
    if (!this.filling) super.paintLater(frame);
  }

  lookAhead(calm) {
    if (!this.filling) super.lookAhead(calm);
  }

  show(frame, from) {
    frame.scale = this.scale;
    frame.shown = frame.size.map((side) => (side / DOTS_DRAWN) * this.scale);
    for (const [name, changed] of Object.entries(frame.controls)) {
      this.controlled[name].change(changed);
    }
    super.show(frame, from);
    this.tellAbsence();
  }

  moved(name) {
    super.moved(name);
    if (this.frames.size > 0 && !this.isStored()) this.followEnds(name);
    this.tellAbsence();
  }

  isStored() {
    return this.frames.has(JSON.stringify(this.state));
  }

  /** A slider whose end comes nearer when another control moves goes to its end, as in the lab. */
  followEnds(moved) {
    const now = this.state;
    const { followed } = this.told;
    for (const { state, controls } of this.frames.values()) {
      const shorter = followed.filter((name, at) => name !== moved && now[at] > controls[name].max);
      const isEnd = (name, at) => shorter.includes(name) && state[at] === controls[name].max;
      if (shorter.length > 0 && followed.every((n, at) => state[at] === now[at] || isEnd(n, at))) {
        for (const name of shorter) this.controlled[name].set("value", controls[name].max);
        return;
      }
    }
  }

  /** The stored state that has most in common with the present one, what moved last above all. */
  nearest() {
    const now = this.state;
    const last = this.towards.place;
    const likenessOf = (value, at) => {
      if (value !== now[at]) return -Math.min(1, Math.abs(value - now[at]) / 1000);
      return at === last ? 100 : 10;
    };
    let [best, most] = [null, -Infinity];
    for (const { state } of this.frames.values()) {
      const likeness = state.reduce((sum, value, at) => sum + likenessOf(value, at), 0);
      if (likeness > most) [best, most] = [state, likeness];
    }
    return best;
  }

  /** Show a stored state: every control goes there. */
  go(state) {
    this.told.followed.forEach((name, at) => {
      const control = this.controlled[name];
      control.set(control.get("index") === undefined ? "value" : "index", state[at]);
    });
  }

  /** A click may also ask for what only a kernel has: another explorer below this one. */
  choose(choice) {
    super.choose(choice);
    const more = Object.keys(choice).some((name) => !this.told.followed.includes(name));
    for (const view of this.views) view.around.classList.toggle("asks-for-more", more);
  }

  tellAbsence() {
    const absent = this.frames.size > 0 && !this.filling && !this.isStored();
    if (absent === this.absent) return;
    this.absent = absent;
    for (const view of this.views) view.tellAbsence(absent);
  }
}

/** The view of a stored figure: it says what is missing, and where it is to be had. */
class StoredView extends View {
  constructor(figure, el, whole) {
    super(figure, el);
    this.place = null;
    this.around = whole;
  }

  tellAbsence(absent) {
    this.around.classList.toggle("is-absent", absent);
  }

  fail(error) {
    this.around.dispatchEvent(new CustomEvent("explorer-failed", { detail: error.message }));
  }
}

function element(tag, attributes, ...inside) {
  const node = Object.assign(document.createElement(tag), attributes);
  node.append(...inside);
  return node;
}

/** What is said where a kernel would be needed, with a way to one. */
function note(className, kernel, before, after, ...more) {
  const link = element("a", { href: kernel }, "run the notebook");
  return element("p", { className, role: "status" }, before, ...more, link, after);
}

/** A button that moves the slider `step` on, after its end to its beginning. */
function stepping(name, { step }) {
  const button = element("button", { type: "button" }, name);
  button.addEventListener("click", () =>
    step.set("value", (step.get("value") % step.get("max")) + 1),
  );
  return button;
}

/** Put an explorer into a place of the page; what is returned is its figure, once it is there. */
export async function mount(place, told, { address, kernel }) {
  const figure = new Stored();
  await figure.begin(told, address);
  const controls = Object.entries(told.controls)
    .filter(([, { kind, shown }]) => kind && shown)
    .map(([name]) => figure.controlled[name].node);
  controls.push(...told.next.map((name) => stepping(name, figure.controlled)));
  const back = element("button", { type: "button" }, "Back to the nearest picture");
  back.addEventListener("click", () => figure.go(figure.nearest()));
  const absent = "This page has no picture for these values; the one below is of others. ";
  const el = element("div", { className: "explorer-figure" });
  const explorer = element(
    "div",
    { className: "explorer" },
    element("div", { className: "controls" }, ...controls),
    note("absence", kernel, absent, ", which draws it.", back, " or "),
    note("more", kernel, "In the notebook a click here opens the unit below: ", "."),
    el,
  );
  place.append(explorer);
  figure.views.add(new StoredView(figure, el, explorer));
  return { figure, explorer };
}
