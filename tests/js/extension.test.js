// The extension: when an explorer's stored picture is shown, what is no change, what a copy hides.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  isOlder,
  nameForCopy,
  siteOf,
} from "../../tools/labextensions/inside-a-small-network/static/in_browser.js";
import { kernelsOwn } from "../../tools/labextensions/inside-a-small-network/static/kernels_own.js";
import { standing } from "../../tools/labextensions/inside-a-small-network/static/pictures.js";

const VIEW = "application/vnd.jupyter.widget-view+json";
const view = { [VIEW]: { model_id: "a" } };
const png = { "image/png": "…" };
const sliders = { "image/png": { sliders: true } };

test("a widget with a picture is live with its kernel, and else its picture is shown", () => {
  const output = { data: { ...view, ...png }, metadata: sliders };
  assert.equal(standing(output, VIEW, new Set(["a"])), "live");
  assert.equal(standing(output, VIEW, new Set(["b"])), "stored");
  // JupyterLab shows no widgets in a notebook that it does not trust.
  assert.equal(standing(output, "image/png", new Set(["a"])), "stored");
});

test("a picture alone is an explorer's, or a still figure", () => {
  assert.equal(standing({ data: png, metadata: sliders }, "image/png", new Set()), "stored");
  assert.equal(standing({ data: png, metadata: {} }, "image/png", new Set()), "still");
});

test("a question is buttons with its kernel, and else its Markdown; other Markdown is left alone", () => {
  const markdown = { "text/markdown": "Which?" };
  const buttons = { "text/markdown": { buttons: true } };
  const output = { data: { ...view, ...markdown }, metadata: buttons };
  assert.equal(standing(output, VIEW, new Set(["a"])), "live");
  assert.equal(standing(output, VIEW, new Set(["b"])), "stored");
  const stored = { data: markdown, metadata: buttons };
  assert.equal(standing(stored, "text/markdown", new Set()), "stored");
  assert.equal(standing({ data: markdown, metadata: {} }, "text/markdown", new Set()), null);
});

test("what has no picture, or shows something else, is left alone", () => {
  assert.equal(standing({ data: view, metadata: {} }, VIEW, new Set()), null);
  assert.equal(standing({ data: png, metadata: sliders }, "text/html", new Set()), null);
});

/** Whether a notebook is marked after some changes, told and marked as JupyterLab does it. */
function marked(dirty, ...changes) {
  const slots = { metadataChanged: [], contentChanged: [] };
  const signal = (name) => ({ connect: (slot) => slots[name].push(slot) });
  const model = { dirty, metadataChanged: signal("metadataChanged") };
  model.contentChanged = signal("contentChanged");
  kernelsOwn(model);
  for (const change of changes) {
    if (change !== "typed") for (const slot of slots.metadataChanged) slot(model, change);
    for (const slot of slots.contentChanged) slot(model);
    model.dirty = true;
  }
  return new Promise((resolve) => setTimeout(() => resolve(model.dirty)));
}

const language = { key: "language_info", newValue: { name: "python", version: "3.13" } };
const kernel = (oldName, newName) => ({
  key: "kernelspec",
  oldValue: { name: oldName },
  newValue: { name: newName },
});

test("what the kernel writes down is no change, and hides none", async () => {
  const same = kernel("python3", "python3");
  assert.equal(await marked(false, language), false);
  assert.equal(await marked(false, language, same), false);
  for (const real of [kernel("python3", "julia"), { key: "authors", newValue: [] }, "typed"]) {
    assert.equal(await marked(false, real), true);
    assert.equal(await marked(false, language, real, same), true);
    assert.equal(await marked(false, real, language), true);
    assert.equal(await marked(true, language), true);
  }
});

const site = { editions: { "06.ipynb": "new" } };

test("JupyterLite is known by what the site tells the page", () => {
  const config = { litePluginSettings: { "inside-a-small-network:in-browser": site } };
  assert.deepEqual(siteOf(JSON.stringify(config)), site);
  for (const text of ["", "{}", '{"litePluginSettings": {"another": {}}}']) {
    assert.equal(siteOf(text), null);
  }
});

test("a saved copy is older if it was made from another edition, and else nothing is said", () => {
  assert.equal(isOlder(site, "06.ipynb", "old"), true);
  assert.equal(isOlder(site, "06.ipynb", "new"), false);
  assert.equal(isOlder(site, "06.ipynb", undefined), false); // the learner's own, of that name
  assert.equal(isOlder(site, "mine.ipynb", "old"), false);
});

test("a learner's copy takes no other file's name", () => {
  assert.equal(nameForCopy("06.ipynb", ["06.ipynb"]), "06 (my copy).ipynb");
  const taken = ["06 (my copy).ipynb", "06 (my copy 2).ipynb"];
  assert.equal(nameForCopy("06.ipynb", taken), "06 (my copy 3).ipynb");
});
