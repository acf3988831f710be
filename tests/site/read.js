// Reads drawings from standard input and prints what a page makes of them: a tool of the tests.

import { readFileSync } from "node:fs";
import { asDrawn, asMnist } from "../../tools/site/static/as_mnist.js";
import { Ink } from "../../tools/site/static/ink.js";
import { readNetwork } from "../../tools/site/static/network.js";
import { reading } from "../../tools/site/static/reading.js";

/** Bytes given as text, as float32. */
const floats = (text) => new Float32Array(Uint8Array.from(Buffer.from(text, "base64")).buffer);
const { networks = [], drawings = [], pictures = [], images = [] } = JSON.parse(
  readFileSync(0, "utf-8"),
);

const forms = drawings.map(({ strokes, put }) => {
  const ink = new Ink().follow(strokes, put);
  return { ink: [...ink], mnist: [...asMnist(ink)], drawn: [...asDrawn(ink)] };
});
const scaled = pictures.map(({ ink, high }) => [...asMnist(floats(ink), high)]);
const read = [];
for (const path of networks) {
  const network = await readNetwork(readFileSync(path));
  read.push(
    images.map((text) => {
      const { run, sum, words } = reading(network, floats(text));
      const all = network.contributions(run, run.answer);
      return { h: run.h.map((h) => [...h]), scores: [...run.scores], all, sum, words };
    }),
  );
}
process.stdout.write(JSON.stringify({ forms, scaled, read }));
