// A lecture: which cells are a slide, where it waits for a vote, how it scrolls, what keys mean.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  beforeTheVote,
  letterFor,
  meaning,
  nextStop,
  slideAt,
  slidesOf,
} from "../../tools/labextensions/inside-a-small-network/static/slides.js";

test("a slide begins at its type, leaves out what is skipped, and takes what continues", () => {
  const types = ["skip", "slide", "-", "skip", "-", "slide", undefined, "skip"];
  assert.deepEqual(slidesOf(types), [
    [1, 2, 4],
    [5, 6],
  ]);
});

test("a notebook without slide types is one slide, an empty one has none", () => {
  assert.deepEqual(slidesOf([undefined, undefined]), [[0, 1]]);
  assert.deepEqual(slidesOf(["-", "slide"]), [[0], [1]]);
  assert.deepEqual(slidesOf(["skip"]), []);
  assert.deepEqual(slidesOf([]), []);
});

test("a cell belongs to the slide that began last, a skipped one too", () => {
  const at = (place) => slideAt([1, 5, 6], place);
  assert.deepEqual([0, 1, 4, 5, 6, 9].map(at), [0, 0, 0, 1, 2, 2]);
});

test("a slide waits after its vote, and shows everything where there is none", () => {
  assert.equal(beforeTheVote([["vote", "predict"], ["explorer"], ["figure"]]), 1);
  assert.equal(beforeTheVote([[], ["predict"], ["figure", "answer"]]), 2);
  assert.equal(beforeTheVote([[], ["figure"]]), 2);
  // What the question is about is shown with it.
  assert.equal(beforeTheVote([[], ["predict"], ["figure"], ["explorer"]]), 3);
  assert.equal(beforeTheVote([["vote"], ["figure"]]), 2);
});

const HEIGHT = 700;
const boxes = (...edges) => edges.map(([top, bottom]) => ({ top, bottom }));

/** All stops of a slide, each as how many cells it shows and what is at the window's top. */
function stops(cells) {
  const found = [];
  let stop = { count: 0, top: 0 };
  while (true) {
    stop = nextStop(cells, stop, HEIGHT);
    if (!stop) return found.map(({ count, top }) => [count, top]);
    found.push(stop);
  }
}

test("a slide shows the cells that are seen whole; the next wait for their own stop", () => {
  assert.deepEqual(stops(boxes([0, 300], [300, 700])), [[2, 0]]);
  // With as much of what stands above as there is room for, six pixels too high or many.
  const six = [1, 0];
  assert.deepEqual(stops(boxes([0, 300], [300, 706])), [six, [2, 6]]);
  assert.deepEqual(stops(boxes([0, 300], [300, 900], [900, 1500])), [six, [2, 200], [3, 800]]);
  assert.deepEqual(stops(boxes([0, 300], [300, 900], [900, 950], [950, 1500])), [
    six,
    [3, 250],
    [4, 800],
  ]);
});

test("a cell that is too high begins where half a window is free, and is passed by windows", () => {
  assert.deepEqual(stops(boxes([0, 300], [300, 1900])), [
    [2, 0],
    [2, 595],
    [2, 1190],
    [2, 1379], // not 1200: a step moves a good way
  ]);
  assert.deepEqual(stops(boxes([0, 400], [400, 1200])), [
    [1, 0],
    [2, 400],
    [2, 589],
  ]);
});

test("what ends beside the slide's number is seen, and not scrolled to", () => {
  const high = boxes([0, 1330]);
  const near = { count: 1, top: 595 }; // 35 pixels are below, in the strip with the number
  assert.equal(nextStop(high, near, HEIGHT, 40), null);
  assert.ok(nextStop(high, near, HEIGHT, 30).top > 700);
});

test("what has grown below the window is brought up whole before anything else comes", () => {
  const grown = boxes([0, 300], [300, 900], [900, 1000]);
  assert.deepEqual(nextStop(grown, { count: 2, top: 0 }, HEIGHT), { count: 2, top: 200 });
  assert.deepEqual(nextStop(grown, { count: 2, top: 200 }, HEIGHT), { count: 3, top: 300 });
});

// Whatever the heights of the cells.
test("every step shows a cell more or moves by a quarter, and passes nothing unseen", () => {
  let seed = 1;
  const random = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  for (let round = 0; round < 500; round++) {
    let bottom = 0;
    const cells = Array.from({ length: 1 + Math.floor(5 * random()) }, () => {
      const top = bottom;
      bottom += 20 + 1500 * random() ** 2;
      return { top, bottom };
    });
    let [seen, before] = [0, { count: 0, top: 0 }];
    for (const [count, top] of stops(cells)) {
      assert.ok(count > before.count || top - before.top >= 0.25 * HEIGHT);
      assert.ok(count >= before.count && top >= before.top);
      assert.ok(top <= seen + 1, `what lies from ${seen} to ${top} is not shown`);
      seen = Math.min(cells[count - 1].bottom, top + HEIGHT);
      for (const cell of cells.slice(before.count, count)) {
        const isCut = cell.top < top - 1 || cell.bottom > top + HEIGHT + 1;
        assert.ok(!isCut || cell.bottom - cell.top > HEIGHT);
      }
      before = { count, top };
    }
    assert.ok(before.count === cells.length && seen >= bottom - 1);
  }
});

test("prose is at least 3 % of every usual window's height, and a line has some 75 letters", () => {
  const usual = [
    [1024, 768],
    [1280, 720],
    [1366, 768],
    [1366, 625],
    [1920, 1080],
    [2560, 1440],
  ];
  for (const [width, height] of usual) {
    const letter = letterFor(width, height);
    assert.ok(letter >= 0.03 * height && letter <= width / 40, `${width}x${height}: ${letter}`);
  }
});

const key = (name, more = {}) => ({ key: name, ...more });
const PLACES = ["page", "control", "slider", "picture", "text"];
const everywhere = (pressed) => PLACES.map((where) => meaning(pressed, where));

test("a presenter's two keys turn slides wherever the focus is", () => {
  assert.deepEqual(everywhere(key("PageDown")), Array(5).fill("on"));
  assert.deepEqual(everywhere(key("PageUp")), Array(5).fill("back"));
});

test("a slider and a live picture keep their arrow keys", () => {
  for (const name of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
    assert.deepEqual(everywhere(key(name)), ["ours", "ours", null, null, null]);
  }
  assert.deepEqual(everywhere(key("Home")), ["first", "ours", null, "first", null]);
  assert.deepEqual(everywhere(key("End")), ["last", "ours", null, "last", null]);
  assert.equal(meaning(key("Enter"), "picture"), null);
  assert.equal(meaning(key(" "), "picture"), null);
});

test("Escape leaves what has an Escape of its own, and then the lecture", () => {
  assert.deepEqual(everywhere(key("Escape")), ["end", "end", "end", "leave", "leave"]);
});

test("the notebook's single-letter commands do nothing, writing does, and c folds", () => {
  for (const name of ["x", "d", "m", "L", "0"]) {
    assert.deepEqual(everywhere(key(name)), ["ours", "ours", "ours", "ours", null]);
  }
  for (const name of ["c", "C"]) {
    assert.deepEqual(everywhere(key(name)), ["fold", "fold", "fold", "fold", null]);
  }
  // Else Enter on a folded answer would open the cell's text for writing.
  assert.equal(meaning(key("Enter"), "control"), "ours");
});

test("running a cell, other modifiers and dialogs are left alone", () => {
  assert.deepEqual(everywhere(key("Enter", { shiftKey: true })), Array(5).fill(null));
  for (const modifier of ["ctrlKey", "metaKey", "altKey"]) {
    assert.deepEqual(everywhere(key("c", { [modifier]: true })), Array(5).fill(null));
  }
  assert.equal(meaning(key("Escape"), "dialog"), null);
  assert.equal(meaning(key("PageDown"), "dialog"), null);
});
