// What live.js answers at a place of the canvas, and where the arrow keys lead from there.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, inWords, pixelAt, step } from "../../helpers/live/cursor.js";

const WALL = { axes: 0, words: "{here}", step: 29, lead: 1 };

/** A picture of `rows` × `columns` values that count up from 0, ten canvas pixels each. */
function picture(axes, left, top, rows, columns) {
  const values = Float32Array.from({ length: rows * columns }, (_, i) => i);
  const box = [left, top, 10 * columns, 10 * rows];
  return { kind: "image", axes, box, shape: [rows, columns], limits: [0, rows * columns], values };
}

/** Ink and weight side by side, 28×28 each, with 20 pixels between them, and two bars below. */
function scene() {
  const words = "row {row}, column {column}: {0} × {1} = {0*here}";
  const panels = [0, 1].map((axes) => ({ axes, words, step: 28, lead: 0 }));
  const ink = { ...picture(0, 0, 0, 28, 28), limits: [0, 1] };
  const weight = { ...picture(1, 300, 0, 28, 28), limits: [-1, 1] };
  ink.values = ink.values.map((value) => value / 1000);
  weight.values = weight.values.map((value) => -value / 1000);
  const images = new Map([ink, weight].map((image) => [image.axes, image]));
  const spots = [
    [0, 400, 100, 20, "unit 3", { unit: 3 }],
    [0, 420, 100, 20, "unit 7", null],
  ];
  return { panels, images, spots };
}

test("a choice is shown ahead where its spot says so, and nowhere else", () => {
  const found = scene();
  assert.equal(answer(found, 50, 410).ahead, null);
  found.spots[0].push(true);
  assert.deepEqual(answer(found, 50, 410).ahead, { unit: 3 });
  assert.equal(answer(found, 50, 430).ahead, null);
});

// ---- Words -----------------------------------------------------------------------------------

test("a number has the decimals of its scale and a real minus", () => {
  assert.equal(inWords(-0.4123, [-1, 1]), "−0.41");
  assert.equal(inWords(0.0123, [-0.02, 0.02]), "0.012");
  assert.equal(inWords(250, [0, 255]), "250.00");
});

test("nothing is minus zero, and a missing value is said in words", () => {
  assert.equal(inWords(-0.001, [-1, 1]), "0.00");
  assert.equal(inWords(NaN, [-1, 1]), "nothing");
  assert.equal(inWords(0, [0, 0]), "0.00");
});

test("a pixel is found by its place, and nothing beside the picture", () => {
  const panel = { axes: 0, words: "", step: 28, lead: 0 };
  const image = picture(0, 100, 50, 28, 28);
  assert.deepEqual(pixelAt(panel, image, 100, 50), { tile: [0, 0], row: 0, column: 0 });
  assert.deepEqual(pixelAt(panel, image, 379.9, 65), { tile: [0, 0], row: 1, column: 27 });
  for (const [x, y] of [
    [99.9, 60],
    [380, 60],
    [120, 49.9],
    [120, 330],
  ]) {
    assert.equal(pixelAt(panel, image, x, y), null);
  }
});

test("a picture's width away on any side there is still nothing", () => {
  const panel = { axes: 0, words: "", step: 28, lead: 0 };
  const image = picture(0, 300, 300, 28, 28);
  for (const [x, y] of [
    [25, 305],
    [585, 305],
    [305, 25],
    [305, 585],
  ]) {
    assert.equal(pixelAt(panel, image, x, y), null);
  }
});

test("in a wall a pixel belongs to a tile, and the lines to none", () => {
  const image = picture(0, 0, 0, 58, 58);
  assert.deepEqual(pixelAt(WALL, image, 305, 15), { tile: [0, 1], row: 0, column: 0 });
  assert.deepEqual(pixelAt(WALL, image, 289, 579), { tile: [1, 0], row: 27, column: 27 });
  assert.equal(pixelAt(WALL, image, 295, 15), null);
  assert.equal(pixelAt(WALL, image, 305, 295), null);
});

test("pointing at one picture tells the product and marks the same pixel in the other", () => {
  const { words, marks, choice } = answer(scene(), 25, 105); // value 10 · 28 + 2 = 282
  assert.equal(words, "row 10, column 2: 0.28 × −0.28 = 0.08");
  assert.deepEqual(marks, [
    [20, 100, 10, 10],
    [320, 100, 10, 10],
  ]);
  assert.equal(choice, null);
});

test("the picture that is pointed at is {here}", () => {
  assert.equal(answer(scene(), 325, 105).words, "row 10, column 2: 0.28 × −0.28 = −0.08");
});

test("what is written of a product can be multiplied", () => {
  const full = scene();
  full.images.get(0).values = Float32Array.from({ length: 784 }, (_, i) => (i % 256) / 255);
  full.images.get(1).values = Float32Array.from({ length: 784 }, (_, i) => 3 * Math.sin(i));
  for (let place = 0; place < 784; place++) {
    const [x, y] = [305 + 10 * (place % 28), 5 + 10 * Math.floor(place / 28)];
    const { words } = answer(full, x, y);
    const [ink, weight, product] = words
      .replaceAll("−", "-")
      .split(": ")[1]
      .split(/ [×=] /);
    assert.ok(Number((ink * weight).toFixed(2)) === Number(product), words);
  }
});

test("in a wall {here} is the value of the tile that is pointed at", () => {
  const wall = { panels: [WALL], images: new Map([[0, picture(0, 0, 0, 58, 58)]]), spots: [] };
  const { words, marks } = answer(wall, 305, 305); // value 30 · 58 + 30
  assert.equal(words, "1770.00");
  assert.deepEqual(marks, [[300, 300, 10, 10]]);
});

test("a bar tells its words, is marked and chooses", () => {
  const told = answer(scene(), 99, 419);
  assert.deepEqual(told, {
    words: "unit 3",
    marks: [[0, 400, 100, 20]],
    choice: { unit: 3 },
    ahead: null,
  });
  assert.equal(answer(scene(), 99, 420).words, "unit 7");
  assert.equal(answer(scene(), 99, 420).choice, null);
});

test("between the parts there is nothing to tell", () => {
  assert.deepEqual(answer(scene(), 290, 10), { words: "", marks: [], choice: null, ahead: null });
});

test("a picture that is not drawn is not answered for", () => {
  const without = scene();
  without.images.delete(1);
  assert.equal(answer(without, 25, 105).marks.length, 1);
  assert.equal(answer(without, 325, 105).words, "");
});

// ---- The cursor ------------------------------------------------------------------------------

const [LEFT, RIGHT, DOWN] = [
  [-1, 0],
  [1, 0],
  [0, 1],
];

test("an arrow leads to the middle of the next pixel", () => {
  assert.deepEqual(step(scene(), [22, 101], RIGHT, false), [35, 105]);
  assert.deepEqual(step(scene(), [22, 101], LEFT, false), [15, 105]);
  assert.deepEqual(step(scene(), [22, 101], DOWN, false), [25, 115]);
});

test("an arrow moves in the picture that the cursor is in", () => {
  assert.deepEqual(step(scene(), [325, 105], RIGHT, false), [335, 105]);
});

test("in a wall it steps over the line to the next tile", () => {
  const image = picture(0, 0, 0, 58, 58);
  const wall = { panels: [WALL], images: new Map([[0, image]]), spots: [] };
  assert.deepEqual(step(wall, [285, 105], RIGHT, false), [305, 105]);
});

test("at a picture's edge, and with Shift from anywhere, it leads to the next part", () => {
  assert.deepEqual(step(scene(), [275, 145], RIGHT, false), [440, 140]);
  assert.deepEqual(step(scene(), [145, 145], RIGHT, true), [440, 140]);
  assert.deepEqual(step(scene(), [145, 275], DOWN, false), [50, 410]);
  assert.deepEqual(step(scene(), [50, 410], DOWN, false), [50, 430]);
});

test("what lies straight ahead wins over what is nearer but off to the side", () => {
  const spots = [
    [150, 90, 20, 20],
    [110, 190, 20, 20],
  ];
  const bars = { panels: [], images: new Map(), spots };
  assert.deepEqual(step(bars, [60, 100], RIGHT, false), [160, 100]);
});

test("what is hardly ahead at all is not on that side", () => {
  const bars = { panels: [], images: new Map(), spots: [[60, 190, 20, 20]] };
  assert.deepEqual(step(bars, [60, 100], RIGHT, false), [60, 100]);
});

test("where nothing lies on that side it stays", () => {
  assert.deepEqual(step(scene(), [50, 430], DOWN, false), [50, 430]);
  assert.deepEqual(step(scene(), [5, 145], LEFT, false), [5, 145]);
});
