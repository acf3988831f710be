// The pictures in a notebook's outputs: what each shows, in words, for those who do not see it; and
// where an explorer has no kernel any more, the picture that was stored with it, and how to wake it.

const VIEW = "application/vnd.jupyter.widget-view+json";
const PNG = "image/png";
const WIDGETS = "jupyter.widget"; // the name under which kernels keep widgets
const GONE = ["restarting", "autorestarting", "terminating", "dead"];
const WORD =
  "A stored picture: run the first code cell, then this section (Shift+Enter), and its sliders move.";

/**
 * What is to be seen of an output: "live", its widget; "stored", its picture, which could be live;
 * "still", a picture that never is; null, nothing of ours.
 *
 * `alive` holds the kernel's widgets, `shown` is the type as which JupyterLab shows the output.
 */
export function standing({ data, metadata }, shown, alive) {
  if (!(PNG in data) || ![PNG, VIEW].includes(shown)) return null;
  if (shown === VIEW) return alive.has(data[VIEW].model_id) ? "live" : "stored";
  return VIEW in data || metadata[PNG]?.sliders ? "stored" : "still";
}

/** Keep a notebook's pictures true to its kernel, for as long as it is open. */
export class Pictures {
  constructor(panel) {
    this.panel = panel;
    this.alive = new Set(); // the names of the kernel's widgets
    const { sessionContext, model } = panel.context;
    this.session = sessionContext;
    sessionContext.kernelChanged.connect(this.begin, this);
    sessionContext.statusChanged.connect((_, status) => GONE.includes(status) && this.end());
    sessionContext.connectionStatusChanged.connect((_, status) => {
      if (status === "connected") this.ask();
      if (status === "disconnected") this.end();
    });
    sessionContext.iopubMessage.connect((_, message) => this.hear(message));
    model.cells.changed.connect(this.follow, this);
    this.begin();
    this.follow();
  }

  begin() {
    this.end();
    this.ask();
  }

  /** The kernel is gone, and all of its widgets. */
  end() {
    this.alive.clear();
    this.lookSoon();
  }

  /** Ask the kernel which widgets it has: this page may have come later than they. */
  async ask() {
    const kernel = this.session.session?.kernel;
    const answer = await kernel?.requestCommInfo({ target_name: WIDGETS }).catch(() => null);
    if (!answer || kernel !== this.session.session?.kernel) return;
    for (const id of Object.keys(answer.content.comms ?? {})) this.alive.add(id);
    this.lookSoon();
  }

  /** A widget is told of before the output that shows it. */
  hear({ header, content }) {
    if (header.msg_type === "comm_open") this.alive.add(content.comm_id);
    if (header.msg_type === "comm_close" && this.alive.delete(content.comm_id)) this.lookSoon();
  }

  follow() {
    for (const { outputs } of this.panel.context.model.cells)
      outputs?.changed.connect(this.lookSoon, this); // a second time it does nothing
    this.lookSoon();
  }

  /** Look once before the page is painted, however much changes until then. */
  lookSoon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      if (!this.panel.isDisposed) this.look();
    });
  }

  look() {
    for (const { outputArea } of this.panel.content.widgets)
      outputArea?.widgets.forEach((place, number) => {
        const output = outputArea.model.get(number);
        if (output && place.widgets) this.show(output, place);
      });
  }

  /** Show one output as it stands; `place` holds what JupyterLab shows of it. */
  show(output, place) {
    const parts = place.widgets.filter((part) => part.hasClass("jp-OutputArea-output"));
    const [shown, added] = parts;
    const stands = shown && standing(output, shown.mimeType, this.alive);
    if (!stands) return;
    const covers = stands === "stored" && shown.mimeType === VIEW;
    place.toggleClass("has-stored-picture", covers);
    if (!covers) added?.dispose();
    const picture = covers ? (added ?? this.add(output, place)) : shown;
    if (stands !== "live") label(picture.node, output.metadata[PNG]?.alt, stands === "stored");
  }

  /** Put the stored picture below the widget, which it stands for. */
  add(output, place) {
    const picture = this.panel.content.rendermime.createRenderer(PNG);
    picture.addClass("jp-OutputArea-output");
    picture.renderModel(output);
    place.addWidget(picture);
    return picture;
  }
}

/** Say what an image shows, and below it how it comes to life. */
function label(node, alt, isStored) {
  if (alt) node.querySelector("img")?.setAttribute("alt", alt);
  if (!isStored || node.querySelector(".stored-picture-word")) return;
  const word = document.createElement("p");
  word.className = "stored-picture-word";
  word.textContent = WORD;
  node.append(word);
}
