// What a question says: its little Markdown, its verdicts, the hands counted; without a page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { blocks, counted, pieces, share, verdict } from "../../helpers/questions/words.js";

test("bold, italics, code and links are pieces, and all else stays as it is typed", () => {
  assert.deepEqual(pieces("a < b & c"), ["a < b & c"]);
  assert.deepEqual(pieces("**it is *so***"), [
    { tag: "strong", inside: ["it is ", { tag: "em", inside: ["so"] }] },
  ]);
  assert.deepEqual(pieces("`W2[c] * h` and *z*."), [
    { tag: "code", inside: ["W2[c] * h"] },
    " and ",
    { tag: "em", inside: ["z"] },
    ".",
  ]);
  assert.deepEqual(pieces("see [it](https://a.b/c)"), [
    "see ",
    { tag: "a", inside: ["it"], href: "https://a.b/c" },
  ]);
  assert.deepEqual(pieces("[it](javascript:alert)"), ["[it](javascript:alert)"]);
  assert.deepEqual(pieces(""), []);
});

test("an empty line ends a paragraph, and lines with a dash are a list", () => {
  assert.deepEqual(blocks("\none\nline\n\n- a\n- b\n"), [
    { tag: "p", lines: ["one line"] },
    { tag: "ul", lines: ["a", "b"] },
  ]);
  assert.deepEqual(blocks(""), []);
});

const question = {
  answer: "Thus.",
  options: [
    { letter: "a", text: "this", idea: "Because." },
    { letter: "b", text: "that", idea: "It is so.", right: true },
  ],
};

test("a choice is told whether it holds, and only the right one the answer", () => {
  assert.equal(verdict(question, ""), null);
  const wrong = verdict(question, "a");
  assert.deepEqual(
    [wrong.holds, wrong.text],
    [false, "**(a) does not hold.** Because.\n\nChoose again."],
  );
  const right = verdict(question, "b");
  assert.deepEqual([right.holds, right.text], [true, "**(b) holds.** It is so.\n\nThus."]);
  assert.equal(verdict({ ...question, answer: undefined }, "b").text, "**(b) holds.** It is so.");
});

test("hands are whole numbers, one for each option, and bars are shares of all of them", () => {
  let hands = counted({}, "before", 1, "30", 3);
  assert.deepEqual(hands, { before: [0, 30, 0] });
  hands = counted(counted(hands, "before", 2, "10", 3), "after", 0, "-4", 3);
  assert.deepEqual(hands, { before: [0, 30, 10], after: [0, 0, 0] });
  assert.deepEqual(
    [0, 1, 2].map((place) => share(hands, "before", place)),
    [0, 75, 25],
  );
  assert.equal(share(hands, "after", 0), 0);
  assert.equal(share({}, "after", 0), 0);
  assert.deepEqual(counted(hands, "before", 1, "", 3).before, [0, 0, 10]);
});
