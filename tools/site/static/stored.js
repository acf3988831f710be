// An explorer on a page without a kernel: it shows the frames that baking.py has stored.
//
// The figure of the lab is the same here. What a kernel would send comes from a file instead, all
// of it when the explorer comes into view; then every move finds its frame.

import { Control } from "./controls.js";
import { framesIn } from "./frame_file.js";
import { Figure } from "./live/live.js";
import { Room } from "./live/room.js";
import { View } from "./live/view.js";

const DOTS_DRAWN = 2; // for each CSS pixel, as baking.py has it
const INCH = 100; // CSS pixels, as room.js has it
const PHONE = 500; // CSS pixels; on a narrower page a picture is as wide as can be, and one scrolls

export class Stored extends Figure {
  /** told: what baking.py says of an explorer. address: of a file, by its name. */
  async begin(told, address) {
    Object.assign(this, { told, address, controlled: {} });
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
    this.offerWhatIsStored();
    this.lookAheadLater();
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
  }

  /** No control leads further than the stored states do. */
  offerWhatIsStored() {
    const states = [...this.frames.values()].map(({ state }) => state);
    this.told.followed.forEach((name, at) => {
      this.controlled[name].offer(new Set(states.map((state) => state[at])));
    });
  }

  moved(name) {
    super.moved(name);
    if (this.frames.size === 0 || this.filling || this.settling) return;
    const there = this.frames.has(JSON.stringify(this.state));
    const others = there ? [] : this.settle(name);
    for (const view of this.views) view.tellSettled(others);
  }

  /** Not every combination is stored: the other controls go to the nearest that is. Which do? */
  settle(name) {
    const now = this.state;
    const state = this.nearest(name);
    const { followed } = this.told;
    this.settling = true;
    followed.forEach((one, at) => {
      const control = this.controlled[one];
      control.set(control.get("index") === undefined ? "value" : "index", state[at]);
    });
    this.settling = false;
    return followed.filter((_, at) => state[at] !== now[at]);
  }

  /** The stored state that has most in common with the present one, what was moved above all. */
  nearest(moved) {
    const now = this.state;
    const place = this.told.followed.indexOf(moved);
    const likenessOf = (value, at) => {
      if (value !== now[at]) return -Math.min(1, Math.abs(value - now[at]) / 1000);
      return at === place ? 100 : 10;
    };
    let [best, most] = [null, -Infinity];
    for (const { state } of this.frames.values()) {
      const likeness = state.reduce((sum, value, at) => sum + likenessOf(value, at), 0);
      if (likeness > most) [best, most] = [state, likeness];
    }
    return best;
  }

  /** A click may also ask for what only a kernel has: another explorer below this one. */
  choose(choice) {
    super.choose(choice);
    const more = Object.keys(choice).some((name) => !this.told.followed.includes(name));
    if (more) for (const view of this.views) view.tellMore();
  }
}

class PageRoom extends Room {
  get height() {
    return window.innerWidth < PHONE ? Infinity : super.height;
  }
}

/** The view of a stored figure: it says what is missing, and where it is to be had. */
class StoredView extends View {
  constructor(figure, el, whole, kernel) {
    super(figure, el);
    this.room = new PageRoom(el, this.paper, this.words, this.longest);
    this.around = whole;
    this.link = element("a", { href: kernel }, "run the notebook");
    this.note = element("p", { className: "explorer-note", role: "status" });
    el.after(this.note);
  }

  /** Which controls went elsewhere because not every combination is stored. */
  tellSettled(names) {
    const went = names.map((name) => {
      const control = this.figure.controlled[name];
      return `${control.get("description") || name} to ${control.says()}`;
    });
    const words = `This page has no picture of that combination, and set ${went.join(", ")}. For all, `;
    this.note.replaceChildren(...(went.length > 0 ? [words, this.link, "."] : []));
  }

  tellMore() {
    this.note.replaceChildren(
      "A click there opens another explorer in the notebook: ",
      this.link,
      ".",
    );
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
  const el = element("div", { className: "explorer-figure" });
  const row = element("div", { className: "controls" }, ...controls);
  const explorer = element("div", { className: "explorer" }, row, el);
  place.append(explorer);
  figure.views.add(new StoredView(figure, el, explorer, kernel));
  return { figure, explorer };
}
