// What is painted before it is asked for, and what waits until the picture is there.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begun, frame, pictures, stop } from "./begun.js";

test("a picture that is there is painted before anything is asked for ahead", async (context) => {
  const all = await begun();
  const { figure, sent, shown, slider } = all;
  for (const [number, value] of [3, 4].entries()) {
    await figure.hear(...frame(1, number, value));
  }
  sent.length = 0;
  figure.waiting.clear();
  figure.asked.clear();
  let paint;
  globalThis.requestAnimationFrame = (then) => {
    paint = then;
  };
  context.after(() => {
    delete globalThis.requestAnimationFrame;
  });
  slider.set("value", 4);
  assert.deepEqual([shown.at(-1), sent.length], [4, 0]);
  paint();
  await new Promise((then) => setTimeout(then, 5));
  assert.equal(sent[0].kind, "want");
  stop(all);
});

test("a frame that came ahead is painted as soon as nothing else is to be done", async () => {
  const all = await begun();
  const { figure } = all;
  const prepared = [];
  figure.store.prepare = (names, isTime) => prepared.push(names) && isTime();
  figure.store.operations = () => [];
  await figure.hear(...frame(0, 0, 3));
  figure.waiting.add("[9]"); // more is to come
  await figure.hear(...frame(0, 1, 4, { fresh: [["a", 0]], places: [0] }));
  await figure.hear(...frame(0, 2, 5, { places: [0] }));
  assert.ok(prepared.length < 2, "the last one has just come");
  await new Promise((then) => setTimeout(then, 100));
  assert.deepEqual(prepared, [["a"], ["a"]]);
  assert.equal(figure.unready.length, 0);
  assert.ok(figure.frames.get("[5]").picture && !figure.frames.get("[3]").picture);
  stop(all);
});

test("of the pictures that are painted ahead only the last ones are kept", async () => {
  const all = await begun();
  const { figure } = all;
  await figure.hear(...frame(0, 0, 3));
  const before = pictures.kept;
  for (let i = 1; i < 60; i++) figure.paint({ size: [800, 400], names: [] });
  const kept = pictures.kept - before;
  assert.ok(kept > 5 && kept <= 26, `${kept} pictures of 1.3 MB`);
  stop(all);
});
