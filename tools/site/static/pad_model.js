// What stands behind the pad where no kernel does: it keeps values, and tells when strokes are new.

const NO_PICTURES =
  "A picture cannot be opened on this page: finding digits in it needs Python. Run the notebook.";

export class PadModel {
  /** `follow` is called once a frame, after the strokes have changed. */
  constructor(strokes, images, follow) {
    const nothing = { told: "", refused: false, photograph: {}, can_save: false, can_open: false };
    this.values = { ...nothing, strokes, images, most_bytes: Infinity };
    this.heard = {};
    this.follow = follow;
  }

  get(name) {
    return this.values[name];
  }

  set(name, value) {
    this.values[name] = value;
    this.heard[`change:${name}`]?.();
  }

  on(event, callback) {
    this.heard[event] = callback;
  }

  save_changes() {
    this.follow();
  }

  /** What is asked of a kernel: a picture that was pasted or dropped. */
  send({ kind }) {
    if (kind !== "file") return;
    this.set("refused", true);
    this.set("told", NO_PICTURES);
  }
}
