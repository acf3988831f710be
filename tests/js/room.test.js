// Which of its shapes a figure takes: all is seen together, and letters are as large as can be.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fitted, Room } from "../../helpers/live/room.js";

// As explorers are: panels in one row, or on a page narrower than 7 inches below each other.
const SHAPES = Array.from({ length: 74 }, (_, i) => (32 + i) / 10).map((width) => [
  width,
  width < 7 ? 8 : Math.round((100 * width) / 3) / 100,
]);

/** The shape for a page; what stands beside the picture grows with the letters. */
function on(width, height, { zoom = 1, beside = 150, ratio = 1 } = {}) {
  return fitted(SHAPES, zoom, (scale) => ({ width, height: height - beside * scale }), ratio);
}

test("where there is room, a figure is as wide as its page and letters are as usual", () => {
  assert.deepEqual(on(930, 647), { width: 9.3, height: 3.1, scale: 1 });
  assert.deepEqual(on(600, 1000), { width: 6, height: 8, scale: 1 });
});

test("on a wide page letters grow, as far as the height allows", () => {
  assert.deepEqual(on(2100, 2000), { width: 10.5, height: 3.5, scale: 2 });
  const { width, scale } = on(2100, 750);
  assert.ok(width === 10.5 && scale > 1.4 && scale * (350 + 150) <= 750);
});

test("on a wide page that is too low for that, letters are as usual", () => {
  assert.deepEqual(on(2100, 501), { width: 10.5, height: 3.5, scale: 1 });
});

test("on a low page a figure is first less wide, and letters stay", () => {
  const { width, height, scale } = on(930, 400);
  assert.ok(scale === 1 && width === 7.5 && height === 2.5);
});

test("on a page that is narrow and low the panels stand beside each other, in smaller letters", () => {
  const { width, height, scale } = on(577, 647);
  assert.ok(width >= 7 && scale * width * 100 <= 577.5 && scale > 0.79);
  assert.ok(height * scale * 100 + 150 * scale <= 647);
});

test("where letters would be too small to read, one scrolls", () => {
  assert.deepEqual(on(390, 500), { width: 3.9, height: 8, scale: 1 });
  assert.deepEqual(on(150, 600), { width: 3.2, height: 8, scale: 1 });
  assert.deepEqual(on(930, 200), { width: 9.3, height: 3.1, scale: 1 });
});

test("on a zoomed page smaller letters are still read", () => {
  const { scale, height } = on(930, 200, { ratio: 1.5 });
  assert.ok(scale < 0.6 && (100 * height + 150) * scale <= 200);
});

test("in a lecture letters are larger from the start, and a figure has fewer inches", () => {
  assert.deepEqual(on(1050, 2000, { zoom: 1.25 }), { width: 8.4, height: 2.8, scale: 1.25 });
  assert.ok(on(922, 728, { zoom: 1.25 }).scale === 1.25);
});

test("in a lecture letters are a little smaller where the figure gets much wider by it", () => {
  const shapes = SHAPES.map(([wide]) => [wide, wide < 7 ? 8 : 4.2 + (wide - 7) / 20]);
  const { width, scale } = fitted(shapes, 1.8, () => ({ width: 1253, height: 465 }));
  assert.ok(width * scale * 100 > 1050 && scale > 1, `${width} ${scale}`);
});

test("a page that grows a little, as a phone's does in scrolling, is as high as before", () => {
  const part = { closest: () => null };
  globalThis.window = { innerHeight: 600 };
  window.top = window;
  const room = new Room(part);
  const seen = (height) => {
    window.innerHeight = height;
    return room.height;
  };
  assert.deepEqual(
    [600, 660, 600, 590, 640, 720, 500].map(seen),
    [600, 600, 600, 590, 590, 720, 500],
  );
});

test("a pad beside the figure has to fit too, wherever the page is scrolled to", () => {
  const at = (top, bottom, more) => ({ getBoundingClientRect: () => ({ top, bottom }), ...more });
  for (const scrolled of [0, 5000, -5000]) {
    const whole = at(scrolled, scrolled + 600);
    const row = { children: [at(scrolled + 64, scrolled + 464)] };
    const el = at(scrolled + 64, scrolled + 600, { parentElement: row, closest: () => whole });
    row.children.push(el);
    assert.equal(new Room(el).neighbours(), 464);
  }
});
