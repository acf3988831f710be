// The pad in the browser: actions, what is sent and when, keys; without a browser.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { helpFor } from "../../helpers/pad/sheet.js";
import { drawAll, extended, moved } from "../../helpers/pad/strokes.js";
import { begun } from "./pad_begun.js";

let frames;

beforeEach(() => {
  frames = [];
  globalThis.requestAnimationFrame = (callback) => frames.push(callback);
});
afterEach(() => {
  delete globalThis.requestAnimationFrame;
});

const tick = () => {
  for (const callback of frames.splice(0)) callback();
};

// ---- Actions ---------------------------------------------------------------------------------

test("places too near to the one before are left out, others are added in order", () => {
  const actions = [{ tool: "clear" }, { tool: "pen", width: 2, points: [1, 1] }];
  const more = extended(actions, [
    [1.05, 1],
    [2, 1],
    [2, 1.1],
    [2.004, 3],
  ]);
  assert.deepEqual(more[1].points, [1, 1, 2, 1, 2, 3]);
  assert.deepEqual(actions[1].points, [1, 1]);
  assert.equal(extended(actions, [[1, 1.1]]), actions);
});

test("the keyboard's pen moves by whole pixels and stays on the pad", () => {
  assert.deepEqual(moved([14.5, 14.5], [1, 0], 1), [15.5, 14.5]);
  assert.deepEqual(moved([14.5, 14.5], [0, -1], 4), [14.5, 10.5]);
  assert.deepEqual(moved([0.5, 27.5], [-1, 0], 4), [0.5, 27.5]);
  assert.deepEqual(moved([26.5, 3.5], [1, 0], 4), [27.5, 3.5]);
});

/** A canvas context that writes down what is drawn on it. */
function context() {
  const drawn = [];
  return {
    drawn,
    save() {},
    restore() {},
    scale() {},
    beginPath() {},
    moveTo: (...at) => drawn.push(["move", ...at]),
    lineTo: (...at) => drawn.push(["line", ...at]),
    stroke() {
      drawn.push(["stroke", this.strokeStyle, this.lineWidth]);
    },
    fillRect(...box) {
      drawn.push([this.fillStyle, ...box]);
    },
    drawImage: (picture) => drawn.push(["picture", picture]),
  };
}

test("actions are drawn in their order, over white paper", () => {
  const paper = context();
  const actions = [
    { tool: "image", number: 0 },
    { tool: "pen", width: 2, points: [1, 2, 3, 4] },
    { tool: "clear" },
    { tool: "eraser", width: 3, points: [5, 6] },
  ];
  drawAll(paper, actions, ["a 3"], 10);
  assert.deepEqual(paper.drawn, [
    ["white", 0, 0, 28, 28],
    ["picture", "a 3"],
    ["move", 1, 2],
    ["line", 1, 2],
    ["line", 3, 4],
    ["stroke", "#000", 2],
    ["white", 0, 0, 28, 28],
    ["move", 5, 6],
    ["line", 5, 6],
    ["stroke", "white", 3],
  ]);
});

test("of a quick line of pixels none is skipped", () => {
  const paper = context();
  drawAll(paper, [{ tool: "pixel", points: [3.9, 5.2, 9.1, 6.4] }], [], 10);
  const filled = new Set(paper.drawn.slice(1).map(([, x, y]) => `${x} ${y}`));
  for (let x = 3; x <= 9; x++)
    assert.ok(
      [5, 6].some((y) => filled.has(`${x} ${y}`)),
      x,
    );
});

// ---- What is sent ----------------------------------------------------------------------------

test("however often the hand moves, at most one change is sent for a frame of the screen", () => {
  const { pad, saved } = begun();
  pad.down([1, 1]);
  for (let x = 2; x < 12; x++) pad.move([[x, 1]]);
  assert.equal(saved.length, 0);
  tick();
  assert.equal(saved.length, 1);
  assert.equal(saved[0][0].points.length, 22);
  pad.move([[20, 1]]);
  pad.move([[20, 5]]);
  tick();
  assert.equal(saved.length, 2);
  tick();
  assert.equal(saved.length, 2);
});

test("a stroke has the tool and the thickness that were chosen", () => {
  const { pad, saved } = begun();
  Object.assign(pad, { tool: "eraser", width: 4 });
  pad.down([3.146, 2]);
  tick();
  assert.deepEqual(saved[0], [{ tool: "eraser", width: 4, points: [3.15, 2] }]);
});

test("undo takes back one action after the other, and on an empty pad does nothing", () => {
  const { pad, saved } = begun();
  pad.down([1, 1]);
  pad.clear();
  pad.undo();
  tick();
  assert.deepEqual(
    saved.at(-1).map(({ tool }) => tool),
    ["pen"],
  );
  pad.undo();
  pad.undo();
  tick();
  assert.deepEqual(saved.at(-1), []);
});

test("an empty pad is not cleared again", () => {
  const { pad, saved } = begun();
  pad.clear();
  tick();
  assert.deepEqual(saved.at(-1), []);
});

test("what is set from code is shown, and drawn on further", () => {
  const { pad, model, saved, view } = begun();
  model.set("strokes", [{ tool: "pen", width: 2, points: [1, 1, 5, 5] }]);
  assert.equal(view.shown, 1);
  pad.down([7, 7]);
  tick();
  assert.equal(saved[0].length, 2);
});

test("what the kernel says is said in every view, and a new stroke takes it away", () => {
  const { pad, model, said } = begun();
  model.set("told", "mine.png: read");
  pad.down([1, 1]);
  model.set("refused", true);
  model.set("told", "mine.png is damaged");
  pad.down([1, 1]);
  assert.deepEqual(said, ["mine.png: read", "", "⚠ mine.png is damaged", ""]);
});

test("a pad that is full takes no more, says so, and can be undone", () => {
  const { pad, saved, said } = begun();
  pad.down([0, 0]);
  for (let n = 0; n < 9000; n++) pad.move([[n % 2, 3]]);
  tick();
  const points = saved.at(-1)[0].points.length / 2;
  assert.ok(points <= 8000, `${points} points`);
  pad.down([5, 5]);
  assert.equal(pad.strokes.length, 1);
  assert.match(said.at(-1), /^⚠ The pad is full: undo a stroke/);
  pad.undo();
  pad.down([5, 5]);
  tick();
  assert.deepEqual(saved.at(-1)[0].points, [5, 5]);
});

test("a stroke that was taken back while it was drawn is not drawn further", () => {
  const { pad, saved } = begun();
  pad.down([1, 1]);
  pad.undo();
  pad.move([[5, 5]]);
  pad.down([1, 1]);
  pad.clear();
  pad.move([[5, 5]]);
  tick();
  assert.deepEqual(saved.at(-1).at(-1), { tool: "clear" });
});

test("the paper's name says which keys there are", () => {
  assert.match(
    helpFor(["pen", "open", "save"]),
    /Ctrl\+V pastes a picture; P pen, O open…, S save$/,
  );
  assert.match(helpFor(["pen", "undo"]), /thinner; P pen, Z undo$/);
});
