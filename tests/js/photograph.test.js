// Files and photographs on the pad: what is made smaller, what is asked, where digits are shown.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inSquare } from "../../helpers/pad/chooser.js";
import { begun } from "./pad_begun.js";

// ---- Files -----------------------------------------------------------------------------------

const file = (size) => ({
  name: "mine.png",
  type: "image/png",
  size,
  arrayBuffer: async () => new ArrayBuffer(size),
});

test("a file travels to the kernel whole, under its name", async () => {
  const { pad, sent } = begun();
  await pad.open(file(10));
  assert.equal(sent.length, 1);
  assert.deepEqual([sent[0].kind, sent[0].name, sent[0].size], ["file", "mine.png", 10]);
  assert.equal(sent[0].buffers[0].byteLength, 10);
});

test("of a file that is too large only its size is sent, for the kernel to refuse", async () => {
  browser(null);
  const { pad, sent } = begun({ most_bytes: 2 ** 20 });
  await pad.open(file(2 ** 20 + 1));
  assert.deepEqual(sent, [{ kind: "file", name: "mine.png", size: 2 ** 20 + 1, buffers: [] }]);
});

/** A browser that shows pictures of these sides, or none; and what was drawn of them. */
function browser(sides) {
  const drawn = [];
  globalThis.Image = class {
    set src(_) {
      [this.naturalWidth, this.naturalHeight] = sides ?? [];
      queueMicrotask(() => (sides ? this.onload() : this.onerror()));
    }
  };
  globalThis.OffscreenCanvas = class {
    constructor(...size) {
      drawn.push(size);
    }
    getContext() {
      return { fillRect() {}, drawImage() {} };
    }
    async convertToBlob() {
      return { size: 7, arrayBuffer: async () => new ArrayBuffer(7) };
    }
  };
  URL.createObjectURL = () => "blob:mine";
  URL.revokeObjectURL = () => {};
  return drawn;
}

test("a photograph that is too large for a message is made smaller by the browser", async () => {
  const drawn = browser([8000, 6000]);
  const { pad, sent } = begun({ most_bytes: 2 ** 20 });
  await pad.open(file(10 * 2 ** 20));
  assert.deepEqual(drawn, [[2000, 1500]]);
  assert.deepEqual([sent[0].name, sent[0].size], ["mine.png", 7]);
  assert.equal(sent[0].buffers[0].byteLength, 7);
});

test("what the kernel does not read goes as it is where the browser shows it neither", async () => {
  const other = { ...file(10), type: "image/heic" };
  browser(null);
  const { pad, sent } = begun();
  await pad.open(other);
  assert.equal(sent[0].buffers[0].byteLength, 10);
  browser([30, 20]);
  await pad.open(other);
  assert.equal(sent[1].buffers[0].byteLength, 7);
});

test("of a picture with too many pixels, or too many bytes, nothing is unpacked", async () => {
  const drawn = browser([8000, 7000]);
  const { pad, sent } = begun({ most_bytes: 2 ** 20 });
  await pad.open(file(2 ** 20 + 1));
  await pad.open(file(21 * 2 ** 20));
  assert.deepEqual(drawn, []);
  assert.deepEqual(
    sent.map(({ buffers }) => buffers.length),
    [0, 0],
  );
});

// ---- Photographs -----------------------------------------------------------------------------

test("of many questions about a photograph one is asked at a time, and the newest last", () => {
  const { pad, model, sent } = begun({ photograph: { image: "a" } });
  for (const value of ["0.2", "0.3", "0.4"]) pad.ask("threshold", value);
  assert.deepEqual(
    sent.map(({ value }) => value),
    [0.2],
  );
  model.set("photograph", { image: "b" });
  model.set("photograph", { image: "c" });
  pad.ask("choose", 0);
  assert.deepEqual(
    sent.map(({ kind, value, digit }) => [kind, value ?? digit]),
    [
      ["threshold", 0.2],
      ["threshold", 0.4],
      ["choose", 0],
    ],
  );
});

test("a question that waits is dropped when the photograph leaves", () => {
  const { pad, model, sent } = begun({ photograph: { image: "a" } });
  pad.ask("threshold", 0.2);
  pad.ask("threshold", 0.3);
  model.set("photograph", {});
  assert.equal(sent.length, 1);
});

test("a box lies where its digit is in the square that shows the whole picture", () => {
  assert.deepEqual(inSquare([0, 0, 1, 1], [100, 100]), [0, 0, 100, 100]);
  assert.deepEqual(inSquare([0.5, 0.5, 0.25, 0.5], [200, 400]), [50, 50, 12.5, 50]);
  assert.deepEqual(inSquare([0, 0, 1, 1], [400, 100]), [0, 37.5, 100, 25]);
});
