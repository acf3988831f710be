// Pointing at a spot that shows ahead where a click would lead: what is asked, and what is shown.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begun, frame, stop } from "./begun.js";

/** A figure whose view notes what it is told to show instead of the present, null if nothing. */
async function pointed() {
  const all = await begun();
  all.figure.model.get = (
    (get) => (name) =>
      name !== "prefetch" && get(name)
  )(all.figure.model.get);
  all.seen = [];
  all.view.peek = (found) => all.seen.push(found ? found.state[0] : null);
  await all.figure.hear(...frame(1, 0, 3));
  all.asked = () => all.sent.map(({ states }) => states.map(String).join(" "));
  return all;
}

test("it is asked for, shown when it comes, and left again", async () => {
  const all = await pointed();
  const { figure, seen, asked, shown } = all;
  figure.peek({ unit: 7, opened: true }); // what is not followed changes no picture
  figure.peek({ unit: 7, opened: true });
  assert.deepEqual(asked(), ["7"]);
  await figure.hear(...frame(1, 1, 7));
  figure.peek(null);
  figure.peek({ unit: 7 });
  assert.deepEqual(seen, [null, 7, null, 7]);
  assert.deepEqual(asked(), ["7"]);
  assert.deepEqual(shown, [3]); // the present state is still this
  stop(all);
});

test("a hand that moves on is not answered for every spot on its way", async () => {
  const all = await pointed();
  const { figure, seen, asked } = all;
  for (const unit of [4, 5, 6]) figure.peek({ unit });
  assert.deepEqual(asked(), ["4"]);
  await figure.hear(...frame(1, 1, 4));
  assert.deepEqual(asked(), ["4", "6"]);
  await figure.hear(...frame(1, 2, 6));
  assert.equal(seen.at(-1), 6);
  assert.ok(!seen.includes(4));
  stop(all);
});

test("what cannot be painted is asked for once", async () => {
  const all = await pointed();
  const { figure, asked } = all;
  for (let i = 0; i < 3; i++) {
    figure.peek({ unit: 8 });
    await figure.hear({ kind: "unanswered", generation: 1 }, []);
    figure.peek(null);
  }
  assert.deepEqual(asked(), ["8"]);
  stop(all);
});

test("what a spot says comes with the frame, and holds for all that name it", async () => {
  const all = await pointed();
  const { figure } = all;
  const spots = [[0, 0, 9, 9, "unit 1", { unit: 1 }, true]];
  const text = new TextEncoder().encode(JSON.stringify(spots));
  await figure.hear(...frame(1, 1, 4, { spots: 0, fresh: [[null, text.length]] }, text));
  await figure.hear(...frame(1, 2, 5, { spots: 0 }));
  await figure.hear(...frame(1, 3, 6, { spots: null }));
  const found = ["[4]", "[5]", "[6]"].map((key) => figure.frames.get(key).spots);
  assert.deepEqual(found, [spots, spots, []]);
  stop(all);
});
