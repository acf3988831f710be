// A lecture: which cells are a slide, where it waits for a vote, how it scrolls, what keys mean.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  beforeTheVote,
  meaning,
  slideAt,
  slidesOf,
  stepDown,
} from "../../tools/labextensions/lecture/static/slides.js";

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
  assert.equal(beforeTheVote([["vote", "predict"], ["figure"], ["explorer"]]), 1);
  assert.equal(beforeTheVote([[], ["predict"], ["figure"]]), 2);
  assert.equal(beforeTheVote([[], ["figure"]]), 2);
});

test("a step down brings up the first cell that is cut, and ends where none is", () => {
  const boxes = (...edges) => edges.map(([top, bottom]) => ({ top, bottom }));
  assert.equal(stepDown(boxes([0, 300], [300, 700]), 700), 0);
  // With as much of what stands above it as there is room for, but first what stands below.
  assert.equal(stepDown(boxes([0, 300], [300, 900], [900, 1500]), 700), 200);
  assert.equal(stepDown(boxes([0, 300], [300, 900], [900, 950], [950, 1500]), 700), 250);
  // Too high for the window: from its top, then by nearly a window, then to its end.
  assert.equal(stepDown(boxes([0, 300], [300, 1900]), 700), 300);
  assert.equal(stepDown(boxes([-300, 0], [0, 1600]), 700), 595);
  assert.equal(stepDown(boxes([-900, -600], [-600, 1000]), 700), 300);
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
