// The pad on a plain page: its network's file, ink that grows, what stands in for a kernel.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { gzipSync } from "node:zlib";
import { Pad } from "../../helpers/pad/pad.js";
import { asDrawn, asMnist } from "../../tools/site/static/as_mnist.js";
import { Ink } from "../../tools/site/static/ink.js";
import { beside, readNetwork } from "../../tools/site/static/network.js";
import { PadModel } from "../../tools/site/static/pad_model.js";
import { reading, signed, sumOf } from "../../tools/site/static/reading.js";

// ---- The network's file ------------------------------------------------------------------------

const HEAD = { sizes: [1, 2, 2], activations: ["relu", "softmax"], classes: ["bag", "boot"] };
// W1, b1, W2, b2: for x = 1, h is 2 and 0, and the scores are 6 and −2.
const NUMBERS = [1, -1, 1, 0.5, 3, -1, -1, 5, 0, 0];

const fileOf = (numbers = NUMBERS, head = HEAD) =>
  Buffer.concat([
    Buffer.from(`${JSON.stringify(head)}\n`),
    Buffer.from(new Float32Array(numbers).buffer),
  ]);

test("a file is read packed and unpacked, and the network runs", async () => {
  for (const bytes of [fileOf(), gzipSync(fileOf())]) {
    const network = await readNetwork(bytes);
    const run = network.forward([1]);
    assert.deepEqual(run.h[0], new Float64Array([2, 0]));
    assert.deepEqual(run.scores, new Float64Array([6, -2]));
    assert.equal(run.answer, 0);
    assert.ok(Math.abs(run.outputs[0] + run.outputs[1] - 1) < 1e-15 && run.outputs[0] > 0.99);
    assert.deepEqual(network.names, ["bag", "boot"]);
    assert.deepEqual(network.contributions(run, 1), {
      units: [
        { unit: 1, value: 0 },
        { unit: 0, value: -2 },
      ],
      bias: 0,
    });
  }
});

test("a file that is no network is refused in words", async () => {
  await assert.rejects(readNetwork(Buffer.from("<html>")), /not a file of a network/);
  await assert.rejects(readNetwork(fileOf(NUMBERS.slice(1))), /9 numbers: expected 10 for 1→2→2/);
  const head = { ...HEAD, activations: ["swish", "softmax"] };
  await assert.rejects(readNetwork(fileOf(NUMBERS, head)), /swish: expected sigmoid, tanh/);
  const network = await readNetwork(fileOf());
  assert.throws(() => network.forward([1, 2]), /2 pixels: expected 1/);
});

test("only files of this site are asked for", () => {
  const page = "https://example.org/course/11.html";
  assert.equal(
    beside("networks/one.bin", page).href,
    "https://example.org/course/networks/one.bin",
  );
  assert.equal(beside("data:,one", page).protocol, "data:");
  for (const url of ["https://elsewhere.org/one.bin", "//elsewhere.org/one.bin"]) {
    assert.throws(() => beside(url, page), /on another machine/);
  }
});

// ---- Ink ---------------------------------------------------------------------------------------

const LINE = { tool: "pen", width: 2.4, points: [4, 4, 20, 9, 8, 22] };
const grown = (n) => ({ ...LINE, points: LINE.points.slice(0, n) });

test("ink that grows is the ink of all strokes, whatever was done before", () => {
  const eraser = { tool: "eraser", width: 3, points: [10, 0, 10, 28] };
  const steps = [
    [grown(2)],
    [grown(4)],
    [LINE],
    [LINE, eraser],
    [LINE, eraser, { tool: "clear" }],
    [LINE, eraser],
    [LINE],
    [{ ...LINE, width: 4 }],
    [],
    [eraser, LINE],
    [LINE, eraser],
    [{ ...LINE, width: 4 }, eraser],
    [LINE, { tool: "pixel", width: 1, points: [3, 3, 6, 3] }],
  ];
  const ink = new Ink();
  for (const strokes of steps) {
    assert.deepEqual(ink.follow(strokes), new Ink().follow(strokes));
  }
});

test("a stroke that grows is not drawn again from its beginning", () => {
  const ink = new Ink();
  const lines = [];
  ink.line = (ends) => lines.push(ends);
  ink.follow([grown(4)]);
  ink.follow([LINE]);
  assert.deepEqual(lines, [
    [4, 4, 20, 9],
    [20, 9, 8, 22],
  ]);
});

test("ink in a corner is drawn there, or scaled to 20 pixels and centred", () => {
  const ink = new Ink().follow([{ tool: "pixel", width: 1, points: [1.5, 1.5, 1.5, 5.5] }]);
  const rowsOf = (pixels) => {
    const rows = [...pixels.keys()].filter((i) => pixels[i] > 0).map((i) => Math.floor(i / 28));
    return [rows[0], rows.at(-1)];
  };
  assert.deepEqual(rowsOf(asDrawn(ink)), [1, 5]);
  assert.deepEqual(rowsOf(asMnist(ink)), [4, 23]);
});

// ---- Words -------------------------------------------------------------------------------------

test("numbers carry their sign and a real minus, and nothing is plus or minus zero", () => {
  assert.deepEqual(
    [1.256, -0.5, -0.001].map((one) => signed(one)),
    ["+1.26", "−0.50", "0.00"],
  );
});

test("the sum's bars begin where the last one ended, and end at the score", async () => {
  const network = await readNetwork(fileOf());
  const { sum, words } = reading(network, [1]);
  assert.deepEqual(
    sum.bars.map(({ label, begin, end }) => [label, begin, end]),
    [
      ["bias", 0, 0],
      ["unit 0", 0, 6],
      ["unit 1", 6, 6],
      ["score", 0, 6],
    ],
  );
  assert.equal(
    words,
    "The answer is bag (output 1.00), then boot (0.00). To the score of bag, the top 2 units add " +
      "+6.00, the bias 0.00: together +6.00.",
  );
  assert.match(reading(network, [0]).words, /^The pad is empty\. /);
  assert.equal(sumOf(network, network.forward([1]), 1).bars.at(-1).end, -2);
});

// ---- In the kernel's place ---------------------------------------------------------------------

let frames;
beforeEach(() => {
  frames = [];
  globalThis.requestAnimationFrame = (callback) => frames.push(callback);
});
afterEach(() => {
  delete globalThis.requestAnimationFrame;
});

/** A pad on its model, a view that notes what is said, and how often the strokes were followed. */
function begun(strokes = []) {
  const seen = [];
  const model = new PadModel(strokes, [], () => seen.push(model.get("strokes").length));
  const pad = new Pad();
  pad.begin(model);
  const said = [];
  pad.views.add({ show() {}, say: (...words) => said.push(words) });
  return { model, pad, seen, said };
}

test("a stroke is followed once a frame, and undone", () => {
  const { pad, model, seen } = begun([LINE]);
  pad.down([3, 3]);
  pad.move([
    [4, 4],
    [5, 5],
  ]);
  assert.deepEqual(seen, []);
  for (const callback of frames.splice(0)) callback();
  assert.deepEqual(seen, [2]);
  assert.deepEqual(model.get("strokes")[1].points, [3, 3, 4, 4, 5, 5]);
  pad.undo();
  for (const callback of frames.splice(0)) callback();
  assert.deepEqual(seen, [2, 1]);
});

test("a page without a kernel saves and opens nothing, and says why", async () => {
  const { pad, model, said } = begun();
  assert.deepEqual([model.get("can_save"), model.get("can_open")], [false, false]);
  for (let twice = 0; twice < 2; twice++) {
    said.length = 0;
    await pad.open(new File(["no picture"], "one.png", { type: "image/png" }));
    assert.match(said.at(-1)[0], /needs Python/);
    assert.equal(said.at(-1)[1], true);
  }
});
