// The drawing pad on a plain page, and beside it what the network makes of the drawing.
//
// The site has the files of helpers/pad and helpers/javascript in folders beside this one.

import { asDrawn, asMnist } from "./as_mnist.js";
import { Ink } from "./ink.js";
import { loadNetwork } from "./network.js";
import { Pad } from "./pad/pad.js";
import { Sheet } from "./pad/sheet.js";
import { PadModel } from "./pad_model.js";
import { reading } from "./reading.js";
import { Results } from "./results.js";

const CENTRED = "centred and scaled";
const FORMS = { [CENTRED]: asMnist, "as drawn": asDrawn };

/**
 * Put a pad into an element. weights: the address of a network's file. strokes, images: what is on
 * the pad at first, as in helpers/pad. form: one of `FORMS`. link: where all of the explorer runs.
 */
export async function mount(element, options) {
  const { weights, strokes = [], images = [], form = CENTRED, link } = options;
  const results = new Results(element, Object.keys(FORMS), link);
  const ink = new Ink();
  let network = null;
  const follow = () => {
    if (!network) return;
    const pixels = FORMS[results.form](ink.follow(model.get("strokes"), images));
    results.show(pixels, reading(network, pixels), network.names);
  };
  const model = new PadModel(strokes, images, follow);
  const pad = new Pad();
  pad.begin(model);
  pad.views.add(new Sheet(pad, results.pad));
  results.say("Loading the network …");
  try {
    network = await loadNetwork(weights);
  } catch ({ message }) {
    results.say(`The network did not come, so nothing reads the drawing: ${message}.`);
    return { pad, model };
  }
  // What has names is no digit: it is taken as it was drawn.
  results.offer(network.classes ? ["as drawn"] : Object.keys(FORMS), form, follow);
  follow();
  return { pad, model };
}
