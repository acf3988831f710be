// What the browser keeps ready to be drawn: enough for the hand, and never without bound.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "../../helpers/live/frames.js";

const SIDE = 1024; // of a picture: 4 MB
let made = 0;

globalThis.OffscreenCanvas = class {
  getContext() {
    return { putImageData() {} };
  }
  transferToImageBitmap() {
    made += 1;
    return { width: this.width, height: this.height };
  }
};
globalThis.ImageData = class {};

/** A blob of one picture that has one value and fills a large box. */
function blob() {
  const box = [0, 0, SIDE, SIDE];
  const image = { kind: "image", at: 0, shape: [1, 1], box, clip: box, limits: [0, 1] };
  const text = JSON.stringify([{ ...image, colours: "colours" }]);
  const header = text.padEnd(Math.ceil(text.length / 4) * 4);
  return [
    ...new Uint8Array(Uint32Array.of(header.length).buffer),
    ...new TextEncoder().encode(header),
    ...new Uint8Array(Float32Array.of(1).buffer),
  ];
}

function filled(names) {
  const store = new Store();
  const bytes = blob();
  const colours = [...new Uint8Array(Uint32Array.of(1, 2, 3, 4, 5).buffer)];
  const lengths = [["colours", colours.length], ...names.map((name) => [name, bytes.length])];
  store.add(Uint8Array.from([...colours, ...names.flatMap(() => bytes)]).buffer, lengths);
  return store;
}

test("of a long walk only the last pictures stay ready, and the others can be made again", () => {
  const names = Array.from({ length: 60 }, (_, i) => `picture ${i}`);
  const store = filled(names);
  for (const name of names) assert.equal(store.operations([name])[0].values[0], 1);
  const megabytes = [...store.ready.values()].flat().length * 4;
  assert.ok(megabytes >= 16 && megabytes <= 64, `${megabytes} MB`);
  made = 0;
  store.operations([names.at(-1)]);
  assert.equal(made, 0);
  store.operations([names[0]]);
  assert.equal(made, 1);
});

test("what is used in every frame stays ready, and so does all of one frame", () => {
  const names = Array.from({ length: 60 }, (_, i) => `picture ${i}`);
  const store = filled(names);
  for (const name of names) store.operations(["picture 0", name]);
  made = 0;
  store.operations(["picture 0"]);
  assert.equal(made, 0);
  store.operations(names.slice(20, 50)); // more than fits
  made = 0;
  store.operations(names.slice(20, 50));
  assert.equal(made, 0);
});

test("what came ahead is made ready as long as there is time, and is then only drawn", () => {
  const store = filled(["a", "b", "c"]);
  let left = 2;
  assert.equal(
    store.prepare(["a", "b", "c"], () => left-- > 0),
    false,
  );
  made = 0;
  assert.equal(store.operations(["a", "b"]).length, 2);
  assert.equal(made, 0);
  assert.equal(
    store.prepare(["a", "b", "c"], () => true),
    true,
  );
  assert.equal(made, 1);
});
