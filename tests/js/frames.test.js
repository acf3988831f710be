// How the browser reads a frame, colours its pictures, and which frames it asks for ahead of time.

import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbours } from "../../helpers/live/ahead.js";
import { colourOf, decode, inked, sample, split, wholePixels } from "../../helpers/live/frames.js";

/** A blob as recorder.py writes it: length, operations, then the numbers, all on four bytes. */
function blobOf(operations, numbers) {
  const text = new TextEncoder().encode(JSON.stringify(operations));
  const length = Math.ceil(text.length / 4) * 4;
  const bytes = new Uint8Array(4 + length + numbers.byteLength).fill(32);
  new DataView(bytes.buffer).setUint32(0, length, true);
  bytes.set(text, 4);
  bytes.set(new Uint8Array(numbers.buffer), 4 + length);
  return bytes.buffer;
}

// ---- From bytes ------------------------------------------------------------------------------

test("a buffer is split into its blobs, in their order", () => {
  const buffer = Uint8Array.of(1, 2, 3, 4, 5).buffer;
  const parts = split(buffer, [
    ["a", 2],
    ["empty", 0],
    ["b", 3],
  ]);
  assert.deepEqual(
    parts.map(([name, blob]) => [name, ...new Uint8Array(blob)]),
    [["a", 1, 2], ["empty"], ["b", 3, 4, 5]],
  );
});

test("a blob gives back its operations, each with its own numbers", () => {
  const operations = [
    { kind: "path", at: 0, corners: 1 },
    { kind: "mask", at: 12, colour: "rgb(0 0 0 / 1) – ü" },
  ];
  const [path, mask] = decode(blobOf(operations, Float32Array.of(1.5, -2, 79, 8)));
  assert.equal(path.corners, 1);
  assert.deepEqual([...new Float32Array(path.numbers, 0, 3)], [1.5, -2, 79]);
  assert.equal(mask.colour, operations[1].colour);
  assert.deepEqual([...new Float32Array(mask.numbers, 0, 1)], [8]);
});

test("a text has the colour that the kernel names, as opaque as its mask", () => {
  const bytes = [...new Uint8Array(inked(Uint8Array.of(0, 128, 255), "rgb(26 2 3 / 0.5)").buffer)];
  assert.deepEqual(bytes, [26, 2, 3, 0, 26, 2, 3, 64, 26, 2, 3, 128]);
});

// ---- Values to colours -----------------------------------------------------------------------

test("the limits themselves have the first and the last colour", () => {
  assert.deepEqual(
    [-1, -0.51, -0.5, 0, 0.999, 1].map((value) => colourOf(value, [-1, 1], 4)),
    [0, 0, 1, 2, 3, 3],
  );
});

test("too low, too high and missing have colours of their own", () => {
  const beyond = [-1.001, -Infinity, 1.001, Infinity, NaN];
  assert.deepEqual(
    beyond.map((value) => colourOf(value, [-1, 1], 4)),
    [4, 4, 5, 5, 6],
  );
});

test("where both limits are one number, every value has the first colour, as in matplotlib", () => {
  assert.deepEqual(
    [4, 5, 6].map((value) => colourOf(value, [5, 5], 256)),
    [0, 0, 0],
  );
});

test("a box is cut to its clip and rounded to whole pixels", () => {
  assert.deepEqual(wholePixels([0.4, 0.5, 10, 10], [0, 0, 100, 100]), [0, 1, 10, 11]);
  assert.deepEqual(wholePixels([-5, -5, 100, 100], [2, 3, 20, 30]), [2, 3, 22, 33]);
});

test("each pixel of the screen has the colour of the nearest value", () => {
  const colours = Uint32Array.of(10, 20, 30, 40, 91, 92, 93);
  const values = Float32Array.of(0, 3, -1, 9, NaN, 2);
  const image = { box: [0, 0, 6, 4], clip: [0, 0, 6, 4], shape: [2, 3], limits: [0, 4] };
  const { box, pixels } = sample(image, values, colours);
  assert.deepEqual(box, [0, 0, 6, 4]);
  const [upper, lower] = [
    [10, 10, 40, 40, 91, 91],
    [92, 92, 93, 93, 30, 30],
  ];
  assert.deepEqual([...pixels], [...upper, ...upper, ...lower, ...lower]);
});

test("a pixel of the screen belongs to the value under its middle", () => {
  const image = { box: [0, 0, 3, 3], clip: [0, 0, 3, 3], shape: [1, 2], limits: [0, 1] };
  const { pixels } = sample(image, Float32Array.of(0, 1), Uint32Array.of(10, 20, 0, 0, 0));
  assert.deepEqual([...pixels.subarray(0, 3)], [10, 20, 20]);
});

test("a picture that reaches out of its clip shows the part within", () => {
  const colours = Uint32Array.of(10, 20, 0, 0, 0);
  const image = { box: [-4, 0, 8, 1], clip: [0, 0, 8, 1], shape: [1, 2], limits: [0, 1] };
  const { box, pixels } = sample(image, Float32Array.of(0, 1), colours);
  assert.deepEqual(
    [box, [...pixels]],
    [
      [0, 0, 4, 1],
      [20, 20, 20, 20],
    ],
  );
});

test("a picture that is wholly outside its clip has no pixels", () => {
  const image = { box: [50, 0, 8, 8], clip: [0, 0, 8, 8], shape: [1, 1], limits: [0, 1] };
  assert.equal(sample(image, Float32Array.of(0), Uint32Array.of(1, 2, 3, 4)).pixels.length, 0);
});

// ---- Neighbours ------------------------------------------------------------------------------

const RANGES = [{ min: 0, max: 9, step: 1 }, null, { min: 0, max: 100, step: 10 }];

test("a slider that keeps going is met further ahead each time", () => {
  const ahead = [1, 2, 3, 4, 50].map((moves) =>
    neighbours([2, 1, 50], RANGES, { place: 0, direction: 1, moves }, false),
  );
  assert.deepEqual(
    ahead.map((states) => states.map(([first]) => first)),
    [
      [3, 4],
      [3, 4, 5, 6],
      [3, 4, 5, 6, 7, 8],
      [3, 4, 5, 6, 7, 8],
      [3, 4, 5, 6, 7, 8],
    ],
  );
  assert.ok(ahead.flat().every(([, second, third]) => second === 1 && third === 50));
});

test("going down, ahead is below, and a slider's step is kept", () => {
  const found = neighbours([5, 1, 50], RANGES, { place: 2, direction: -1, moves: 3 }, false);
  assert.deepEqual(
    found.map(([, , third]) => third),
    [40, 30, 20, 10, 0],
  );
});

test("no state lies beyond a slider's ends", () => {
  const found = neighbours([8, 1, 50], RANGES, { place: 0, direction: 1, moves: 3 }, true);
  assert.deepEqual(
    found.map(([first]) => first),
    [9, 7, 8, 8],
  );
});

test("in calm a step back and the other sliders' follow, and those of no list of options", () => {
  const found = neighbours([4, 1, 0], RANGES, { place: 0, direction: -1, moves: 1 }, true);
  assert.deepEqual(found, [
    [3, 1, 0],
    [2, 1, 0],
    [5, 1, 0],
    [4, 1, 10],
  ]);
  assert.deepEqual(neighbours([0, 1, 0], RANGES, { place: 1, direction: 1, moves: 1 }, false), []);
});
