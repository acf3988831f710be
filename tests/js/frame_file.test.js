// A file of frames: opened as baking.py wrote it, and refused when it was damaged.

import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { crc32, framesOf } from "../../tools/site/static/frame_file.js";

const HEAD = {
  told: [{ image: { max: 9 } }, { image: { max: 3 } }],
  frames: [
    { state: [0], lengths: [1, 2], bytes: 3, controls: 0 },
    { state: [1], lengths: [1, 1], bytes: 2, controls: 1 },
  ],
};

function file() {
  const head = deflateSync(Buffer.from(JSON.stringify(HEAD)));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return new Uint8Array(Buffer.concat([length, head, Buffer.from([7, 8, 9, 1, 2])]));
}

test("the sum is zlib's", () => {
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
  assert.equal(crc32(new Uint8Array()), 0);
});

test("each frame has its bytes, and what it says of the controls", async () => {
  const frames = await framesOf(file(), crc32(file()));
  assert.deepEqual(
    frames.map(({ state, controls, buffer }) => [
      state,
      controls.image.max,
      [...new Uint8Array(buffer)],
    ]),
    [
      [[0], 9, [7, 8, 9]],
      [[1], 3, [1, 2]],
    ],
  );
});

test("a byte that is another, or missing, is noticed at every place", async () => {
  const whole = file();
  for (let place = 0; place < whole.length; place++) {
    const changed = whole.with(place, whole[place] ^ 1);
    await assert.rejects(framesOf(changed, crc32(whole)), /damaged/);
    await assert.rejects(framesOf(whole.slice(0, place), crc32(whole)), /damaged/);
  }
});
