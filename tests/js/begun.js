// A figure of the page with everything around it that a test needs.

import { Figure } from "../../helpers/live/live.js";

/** Canvases that note what is painted, and how many pictures are kept. */
export const pictures = { kept: 0 };
globalThis.OffscreenCanvas = class {
  getContext() {
    return {};
  }
  transferToImageBitmap() {
    pictures.kept += 1;
    return {
      close: () => {
        pictures.kept -= 1;
      },
    };
  }
};

/** A control or a model of the front end, with the values given. */
export function model(values, more = {}) {
  const heard = {};
  return {
    get: (name) => values[name],
    set: (name, value) => {
      values[name] = value;
      heard["change:value change:index"]?.();
    },
    on: (event, callback) => {
      heard[event] = callback;
    },
    heard,
    save_changes() {},
    ...more,
  };
}

/** A figure that follows one slider, what it sends, and a view that notes what it is shown. */
export async function begun(get_model) {
  const slider = model({ value: 3, min: 0, max: 9, step: 1 });
  const sent = [];
  const manager = { get_model: get_model ?? (async () => slider) };
  const values = { followed: ["unit"], controls: { unit: "IPY_MODEL_1" }, prefetch: true };
  Object.assign(values, { shapes: [3.2, 5, 10].map((width) => [width, 2]), zoom: 1, longest: 40 });
  const figure = new Figure();
  const more = { widget_manager: manager, send: (content) => sent.push(content) };
  await figure.begin(model(values, more));
  const shown = [];
  const view = { asked: 0, show: ({ state }) => shown.push(state[0]) };
  view.resized = () => {
    view.asked += 1;
  };
  figure.views.add(view);
  return { figure, slider, sent, shown, view };
}

/** The kernel's message with a frame, of so many bytes of blobs: its content and its buffers. */
export function frame(generation, number, value, more = {}, blobs = []) {
  const told = { size: [800, 400], places: [], fresh: [], ...more };
  const head = new TextEncoder().encode(JSON.stringify(told));
  const whole = [...head, ...blobs];
  // A part of a deflated stream, which may also hold bytes as they are; the first has two more.
  const { buffer } = Uint16Array.of(whole.length, ~whole.length);
  const stream = [...(number === 0 ? [0x78, 0x01] : []), 0, ...new Uint8Array(buffer), ...whole];
  const lengths = [head.length, whole.length];
  const content = { kind: "frame", generation, number, state: [value], lengths };
  return [content, [new DataView(Uint8Array.from(stream).buffer)]];
}

export const stop = ({ figure }) => {
  clearTimeout(figure.calming);
  clearTimeout(figure.overdue);
};
