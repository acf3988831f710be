// The figure in the browser between the kernel and its views: which frames it takes, what it asks.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Figure } from "../../helpers/live/live.js";
import { View } from "../../helpers/live/view.js";

/** A control or a model of the front end, with the values given. */
function model(values, more = {}) {
  const heard = {};
  return {
    get: (name) => values[name],
    set: (name, value) => {
      values[name] = value;
      heard["change:value change:index"]?.();
    },
    on: (event, callback) => {
      heard[event] = callback;
    },
    heard,
    save_changes() {},
    ...more,
  };
}

/** A figure that follows one slider, what it sends, and a view that notes what it is shown. */
async function begun(get_model) {
  const slider = model({ value: 3, min: 0, max: 9, step: 1 });
  const sent = [];
  const manager = { get_model: get_model ?? (async () => slider) };
  const values = { followed: ["unit"], controls: { unit: "IPY_MODEL_1" }, prefetch: true };
  const figure = new Figure();
  const more = { widget_manager: manager, send: (content) => sent.push(content) };
  await figure.begin(model(values, more));
  const shown = [];
  const view = { asked: 0, show: ({ state }) => shown.push(state[0]) };
  view.resized = () => {
    view.asked += 1;
  };
  figure.views.add(view);
  return { figure, slider, sent, shown, view };
}

/** The kernel's message with a frame that draws nothing. */
function frame(generation, number, value, more = {}) {
  return { kind: "frame", generation, number, state: [value], names: [], fresh: [], ...more };
}

const EMPTY = [new DataView(new ArrayBuffer(0))];
const stop = ({ figure }) => {
  clearTimeout(figure.calming);
  clearTimeout(figure.overdue);
};

test("a page that came later takes no frame that stands on others", async () => {
  const all = await begun();
  const { figure, shown, view } = all;
  figure.hear(frame(5, 7, 3, { names: ["never heard of"] }), EMPTY);
  figure.hear({ kind: "answered", generation: 5 }, []);
  assert.equal(figure.frame, undefined);
  assert.equal(view.asked, 0); // its views ask by themselves
  figure.hear(frame(6, 0, 3), EMPTY);
  assert.deepEqual(shown, [3]);
  stop(all);
});

test("after a message was lost everything is asked for again, once", async () => {
  const all = await begun();
  const { figure, shown, view } = all;
  figure.hear(frame(1, 0, 3), EMPTY);
  figure.hear(frame(1, 2, 4, { names: ["lost"] }), EMPTY);
  figure.hear(frame(1, 3, 5, { names: ["lost"] }), EMPTY);
  assert.equal(view.asked, 1);
  assert.deepEqual(shown, [3]);
  figure.hear(frame(2, 0, 3), EMPTY);
  assert.deepEqual(shown, [3, 3]);
  stop(all);
});

test("what the kernel cannot paint is asked for once and not again and again", async () => {
  const all = await begun();
  const { figure, sent } = all;
  figure.hear(frame(1, 0, 3), EMPTY);
  for (let i = 0; i < 20; i++) figure.hear({ kind: "answered", generation: 1 }, []);
  const states = sent.flatMap((content) => content.states.map(String));
  assert.ok(states.length > 4);
  assert.equal(new Set(states).size, states.length);
  stop(all);
});

test("a front end may hand over a view, a plain buffer, or nothing where nothing is new", async () => {
  const all = await begun();
  const { figure, shown } = all;
  figure.hear(frame(1, 0, 1), [new ArrayBuffer(0)]);
  figure.hear(frame(1, 1, 2), []);
  figure.hear(frame(1, 2, 3), EMPTY);
  assert.ok(figure.frames.has("[1]") && figure.frames.has("[2]"));
  assert.deepEqual(shown, [3]);
  stop(all);
});

test("where the sliders cannot be reached, the kernel's frames are shown as they come", async () => {
  const all = await begun(async () => {
    throw new Error("no such model");
  });
  const { figure, sent, shown } = all;
  figure.hear(frame(1, 0, 3), EMPTY);
  figure.hear(frame(1, 1, 8), EMPTY);
  figure.choose({ unit: 2 });
  assert.deepEqual(shown, [3, 8]);
  assert.deepEqual(sent, []);
  stop(all);
});

test("what cannot be painted is said in every view", async () => {
  const { figure, view } = await begun();
  const said = [];
  view.tell = (words) => said.push(words);
  figure.hear({ kind: "failed", words: "No picture of this" }, []);
  assert.deepEqual(said, ["No picture of this"]);
});

// ---- Views of different widths ---------------------------------------------------------------

/** An element that accepts everything; its observer can be called by hand. */
function element(width) {
  const part = () => ({ addEventListener() {}, setAttribute() {}, style: {}, dataset: {} });
  return { clientWidth: width, innerHTML: "", querySelector: part };
}

test("two views of different widths do not ask in turn for ever", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const observers = [];
  globalThis.ResizeObserver = class {
    constructor(callback) {
      observers.push(callback);
    }
    observe() {}
    disconnect() {}
  };
  globalThis.window = { innerHeight: 800, devicePixelRatio: 1 };
  Object.assign(window, { top: window, addEventListener() {}, removeEventListener() {} });
  const { figure, sent } = await begun();
  figure.views.clear();
  const views = [1000, 500].map((width) => new View(figure, element(width)));
  for (const view of views) {
    view.show = () => {};
    figure.views.add(view);
  }
  const asked = () => sent.filter(({ kind }) => kind === "ready").map(({ width }) => width);
  const settle = (generation) => {
    figure.hear(frame(generation, 0, 3), EMPTY);
    for (const resized of observers) resized(); // another picture has another height
    context.mock.timers.tick(1000);
  };
  for (const resized of observers) resized();
  assert.deepEqual(asked(), [1000, 500]);
  for (const generation of [1, 2, 3, 4]) settle(generation);
  assert.deepEqual(asked(), [1000, 500]);
  views[1].remove();
  context.mock.timers.tick(1000);
  assert.deepEqual(asked(), [1000, 500, 1000]);
});
