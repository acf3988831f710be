// A pad for tests, and all that it says and sends.

import { Pad } from "../../helpers/pad/pad.js";

/** A pad, its model's values, what it saved and sent, and a view that notes what it is told. */
export function begun(values = {}) {
  const heard = {};
  const all = { strokes: [], images: [], told: "", photograph: {}, ...values };
  Object.assign(all, { refused: false, most_bytes: 1000, ...values });
  const saved = [];
  const sent = [];
  const model = {
    get: (name) => all[name],
    set: (name, value) => {
      all[name] = value;
      heard[`change:${name}`]?.();
    },
    on: (event, callback) => {
      heard[event] = callback;
    },
    save_changes: () => saved.push(all.strokes),
    send: (content, _, buffers) => sent.push({ ...content, buffers }),
  };
  const pad = new Pad();
  pad.begin(model);
  const said = [];
  const chooser = { show() {} };
  const view = {
    shown: 0,
    chooser,
    say: (words, isRefused) => said.push(isRefused ? `⚠ ${words}` : words),
  };
  view.show = () => {
    view.shown += 1;
  };
  pad.views.add(view);
  return { pad, model, saved, sent, said, view };
}
