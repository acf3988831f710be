// The figure in the browser between the kernel and its views: which frames it takes, what it asks.

import assert from "node:assert/strict";
import { test } from "node:test";
import { constants, createDeflate } from "node:zlib";
import { View } from "../../helpers/live/view.js";
import { begun, frame, stop } from "./begun.js";

test("a page that came later takes no frame that stands on others", async () => {
  const all = await begun();
  const { figure, shown, view } = all;
  await figure.hear(...frame(5, 7, 3, { places: [9] }));
  await figure.hear({ kind: "unanswered", generation: 5 }, []);
  assert.equal(figure.frame, undefined);
  assert.equal(view.asked, 0); // its views ask by themselves
  await figure.hear(...frame(6, 0, 3));
  assert.deepEqual(shown, [3]);
  stop(all);
});

test("after a message was lost everything is asked for again, once", async () => {
  const all = await begun();
  const { figure, shown, view } = all;
  await figure.hear(...frame(1, 0, 3));
  await figure.hear(...frame(1, 2, 4, { places: [9] }));
  await figure.hear(...frame(1, 3, 5, { places: [9] }));
  assert.equal(view.asked, 1);
  assert.deepEqual(shown, [3]);
  await figure.hear(...frame(2, 0, 3));
  assert.deepEqual(shown, [3, 3]);
  stop(all);
});

test("what the kernel cannot paint is asked for once and not again and again", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { figure, sent } = await begun();
  await figure.hear(...frame(1, 0, 3));
  for (let i = 0; i < 20; i++) {
    await figure.hear({ kind: "unanswered", generation: 1 }, []);
    context.mock.timers.tick(1000);
  }
  const states = sent.flatMap((content) => content.states.map(String));
  assert.deepEqual(states, ["4", "5", "2"]);
});

test("it is asked for more when all that was wanted has come, and not before", async () => {
  const all = await begun();
  const { figure, sent, slider } = all;
  const asked = () => sent.map(({ states }) => states.map(String).join(" "));
  await figure.hear(...frame(1, 0, 3));
  assert.deepEqual(asked(), ["4 5"]);
  slider.set("value", 4);
  await figure.hear(...frame(1, 1, 4));
  assert.deepEqual(asked(), ["4 5"]);
  await figure.hear(...frame(1, 2, 5));
  assert.deepEqual(asked(), ["4 5", "6 7 8"]);
  stop(all);
});

test("of a slider that goes on, what is not near waits for the calm", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { figure, sent, slider } = await begun();
  for (let i = 0; i < 8; i++) await figure.hear(...frame(1, i, 1 + i));
  context.mock.timers.tick(1000);
  sent.length = 0;
  slider.set("value", 4);
  slider.set("value", 5);
  assert.deepEqual(sent, []);
  context.mock.timers.tick(1000);
  assert.deepEqual(sent, [{ kind: "want", generation: 1, states: [[9]] }]);
});

test("all frames are one deflated stream, and tell blobs by the order in which they came", async () => {
  const all = await begun();
  const { figure } = all;
  figure.store.operations = () => [];
  figure.store.prepare = () => true;
  const stream = createDeflate();
  const first = { fresh: [["a", 2], [null, 1]], places: [1, 0] }; // biome-ignore format: a row
  const second = { fresh: [[null, 1]], places: [2, 0] };
  const messages = [];
  for (const [number, [told, blobs]] of [
    [first, "abc"],
    [second, "d"],
  ].entries()) {
    const head = JSON.stringify({ ...told, size: [8, 4] });
    stream.write(head + blobs);
    await new Promise((then) => stream.flush(constants.Z_SYNC_FLUSH, then));
    const lengths = [head.length, head.length + blobs.length];
    const of = { generation: 0, number, state: [3 + number], lengths };
    messages.push([{ kind: "frame", ...of }, [stream.read()]]);
  }
  // Both at once: the second must wait until the first is inflated.
  await Promise.all(messages.map((message) => figure.hear(...message)));
  assert.deepEqual(figure.frames.get("[3]").names, [1, "a"]);
  assert.deepEqual(figure.frames.get("[4]").names, [2, "a"]);
  const read = (name) => new TextDecoder().decode(figure.store.blobs.get(name));
  assert.deepEqual(["a", 1, 2].map(read), ["ab", "c", "d"]);
  stop(all);
});

test("after a frame that cannot be read everything is asked for again", async () => {
  const all = await begun();
  const { figure, view, shown } = all;
  await figure.hear(...frame(1, 0, 3));
  const [broken] = frame(1, 1, 4);
  await assert.rejects(figure.hear(broken, [new ArrayBuffer(5)]));
  await figure.hear(...frame(1, 2, 5, { places: [0] }));
  assert.equal(view.asked, 1);
  assert.deepEqual(shown, [3]);
  stop(all);
});

test("a front end may hand over a view or a plain buffer", async () => {
  const all = await begun();
  const { figure, shown } = all;
  const [first, [view]] = frame(1, 0, 1);
  const [second, [other]] = frame(1, 1, 2);
  await figure.hear(first, [
    new Uint8Array([9, ...new Uint8Array(view.buffer), 9]).subarray(1, -1),
  ]);
  await figure.hear(second, [other.buffer]);
  await figure.hear(...frame(1, 2, 3));
  assert.ok(figure.frames.has("[1]") && figure.frames.has("[2]"));
  assert.deepEqual(shown, [3]);
  stop(all);
});

test("where the sliders cannot be reached, the kernel's frames are shown as they come", async () => {
  const all = await begun(async () => {
    throw new Error("no such model");
  });
  const { figure, sent, shown } = all;
  await figure.hear(...frame(1, 0, 3));
  await figure.hear(...frame(1, 1, 8));
  figure.choose({ unit: 2 });
  assert.deepEqual(shown, [3, 8]);
  assert.deepEqual(sent, []);
  stop(all);
});

test("what cannot be painted is said in every view", async () => {
  const { figure, view } = await begun();
  const said = [];
  view.tell = (words) => said.push(words);
  await figure.hear({ kind: "failed", words: "No picture of this" }, []);
  assert.deepEqual(said, ["No picture of this"]);
});

// ---- Views of different widths ---------------------------------------------------------------

/** An element that accepts everything; its observer can be called by hand. */
function element(width) {
  const closest = () => null;
  const getBoundingClientRect = () => ({ top: 0, bottom: 0 });
  const style = { setProperty() {}, getPropertyValue() {} };
  const more = { setAttribute() {}, dataset: {}, textContent: "", style, getBoundingClientRect };
  const part = () => ({ addEventListener() {}, ...more });
  const querySelectorAll = () => [];
  return { clientWidth: width, querySelector: part, querySelectorAll, closest, ...more };
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
  globalThis.getComputedStyle = ({ style }) => style;
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
  const settle = async (generation) => {
    await figure.hear(...frame(generation, 0, 3));
    for (const resized of observers) resized(); // another picture has another height
    context.mock.timers.tick(1000);
  };
  for (const resized of observers) resized();
  assert.deepEqual(asked(), [10, 5]);
  for (const generation of [1, 2, 3, 4]) await settle(generation);
  assert.deepEqual(asked(), [10, 5]);
  views[1].remove();
  context.mock.timers.tick(1000);
  assert.deepEqual(asked(), [10, 5, 10]);
});
