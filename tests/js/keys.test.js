// Whose a key is that is typed on an explorer, and where Home, End and a click lead on a slider.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { guardKeys, isTheNotebooks } from "../../helpers/javascript/keys.js";

/** A key as an event has it, from words such as "Ctrl+Shift+Z". */
function typed(words) {
  const [key, ...held] = words.split("+").reverse();
  const [shiftKey, ctrlKey, metaKey, altKey] = ["Shift", "Ctrl", "Cmd", "Alt"].map((name) =>
    held.includes(name),
  );
  return { key, shiftKey, ctrlKey, metaKey, altKey };
}

test("the notebook has the keys that save, run, lead to menus and go on, and no others", () => {
  const theirs = "Ctrl+s Cmd+s Ctrl+Shift+S Ctrl+Enter Shift+Enter Alt+Enter Alt+f F5 F11 Tab";
  for (const key of [...theirs.split(" "), "Shift+Tab", "Ctrl+b", "Ctrl+Shift+C"])
    assert.ok(isTheNotebooks(typed(key)), key);
  const cells =
    "a b c d h j k l m o r v x y z 0 1 6 Shift+A Shift+J Shift+L Shift+M Shift+R Shift+Z";
  const edits = "Ctrl+a Ctrl+z Cmd+z Ctrl+Shift+Z Ctrl+Backspace Ctrl+Shift+M Ctrl+Shift+ArrowUp";
  const moves = "ArrowLeft Shift+ArrowUp Home Shift+End PageUp Enter Escape Delete f F ?";
  for (const key of [...`${cells} ${edits} ${moves}`.split(" "), " ", "Shift+ "])
    assert.ok(!isTheNotebooks(typed(key)), key);
});

// ---- In a window -----------------------------------------------------------------------------

const SUPPRESSED = "data-lm-suppress-shortcuts";
let heard;

beforeEach(() => {
  heard = {};
  globalThis.window = {
    addEventListener: (kind, listener, capture) => {
      assert.ok(capture, "JupyterLab's listener at the document would come first");
      heard[kind] = listener;
    },
    removeEventListener: (kind) => delete heard[kind],
  };
});
afterEach(() => {
  delete globalThis.window;
});

/** An element with its classes, inside of others. */
function element(classes, ...around) {
  const attributes = new Set();
  const has = (selector) =>
    selector.split(", ").some((name) => classes.includes(name.replace(".", "")));
  return {
    attributes,
    matches: has,
    closest(selector) {
      if (has(selector)) return this;
      return around.find((one) => one.matches(selector)) ?? null;
    },
    toggleAttribute: (name, on) => (on ? attributes.add(name) : attributes.delete(name)),
  };
}

const keydown = (target, words) => {
  const event = { target, ...typed(words), stopped: 0 };
  event.preventDefault = event.stopPropagation = () => {
    event.stopped += 1;
  };
  heard.keydown(event);
  return event;
};

test("only an element of an explorer keeps keys, and key by key", () => {
  const stop = guardKeys();
  const select = element(["widget-dropdown"], element(["explorer"]));
  keydown(select, "x");
  assert.ok(select.attributes.has(SUPPRESSED));
  keydown(select, "Ctrl+s");
  assert.ok(!select.attributes.has(SUPPRESSED));
  keydown(select, "x");
  keydown(element(["explorer-picture"], element(["explorer"])), "Ctrl+s");
  assert.ok(!select.attributes.has(SUPPRESSED), "a mark that stays would keep the key");
  const cell = element(["jp-Cell"]);
  keydown(cell, "x");
  keydown({}, "x"); // the window itself
  assert.equal(cell.attributes.size, 0);
  stop();
  assert.deepEqual(heard, {});
});

/** A slider that noUiSlider made: its parts, and what it is set to. */
function slider(min, max) {
  const target = element(["noUi-target"], element(["explorer"]));
  const set = [];
  target.noUiSlider = { options: { range: { min, max } }, set: (value) => set.push(value) };
  const handle = element(["noUi-handle"], target, element(["explorer"]));
  target.querySelector = () => handle;
  return { target, handle, set };
}

test("Home and End lead to the ends of the range as it is now", () => {
  guardKeys();
  const { target, handle, set } = slider(0, 0);
  target.noUiSlider.options.range.max = 30;
  assert.equal(keydown(handle, "End").stopped, 2);
  assert.equal(keydown(handle, "Home").stopped, 2);
  assert.equal(keydown(handle, "PageUp").stopped, 0);
  assert.equal(keydown(element(["explorer"]), "End").stopped, 0);
  assert.deepEqual(set, [30, 0]);
});

test("a click gives the focus to the slider's handle, and anywhere else to the explorer", () => {
  guardKeys();
  const { target, handle } = slider(0, 9);
  const focused = [];
  const explorer = element(["explorer"]);
  handle.focus = () => focused.push("handle");
  explorer.focus = () => focused.push("explorer");
  explorer.contains = (one) => one === "a button of it";
  globalThis.document = { activeElement: "the cell" };
  heard.click({ target });
  heard.click({ target: element(["jp-Cell"]) });
  heard.click({ target: element(["widget-label"], explorer) });
  assert.deepEqual(focused, ["handle", "explorer"]);
  document.activeElement = "a button of it";
  heard.click({ target: element(["widget-button"], explorer) });
  assert.deepEqual(focused, ["handle", "explorer"]);
  delete globalThis.document;
});
