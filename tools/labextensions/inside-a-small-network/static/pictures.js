// The pictures in a notebook's outputs: what each shows, in words, for those who do not see it; and
// where an explorer or a question has no kernel any more, the picture or the Markdown that was
// stored with it, and how to wake it.

const VIEW = "application/vnd.jupyter.widget-view+json";
const PNG = "image/png";
const MARKDOWN = "text/markdown";
const WIDGETS = "jupyter.widget"; // the name under which kernels keep widgets
const GONE = ["restarting", "autorestarting", "terminating", "dead"];
const WORDS = {
  [PNG]:
    "A stored picture: run the first code cell, then this section (Shift+Enter), and its sliders move.",
  [MARKDOWN]: "To choose, run the first code cell, then this one (Shift+Enter).",
};

/**
 * What is to be seen of an output: "live", its widget; "stored", what stands for it, which could be
 * live; "still", a picture that never is; null, nothing of ours.
 *
 * `alive` holds the kernel's widgets, `shown` is the type as which JupyterLab shows the output.
 */
export function standing({ data, metadata }, shown, alive) {
  const kind = kindOf({ data, metadata });
  if (!kind || ![kind, VIEW].includes(shown)) return null;
  if (shown === VIEW) return alive.has(data[VIEW].model_id) ? "live" : "stored";
  const { sliders, buttons } = metadata[kind] ?? {};
  return VIEW in data || sliders || buttons ? "stored" : "still";
}

/** As which type of content an output is stored, if it is a picture or a question of ours. */
function kindOf({ data, metadata }) {
  if (PNG in data) return PNG;
  return MARKDOWN in data && metadata[MARKDOWN]?.buttons ? MARKDOWN : null;
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
    if (stands === "live") return;
    const kind = kindOf(output);
    label(picture.node, output.metadata[kind]?.alt, stands === "stored" && WORDS[kind]);
  }

  /** Put what is stored below the widget, which it stands for. */
  add(output, place) {
    const picture = this.panel.content.rendermime.createRenderer(kindOf(output));
    picture.addClass("jp-OutputArea-output");
    picture.renderModel(output);
    place.addWidget(picture);
    return picture;
  }
}

/** Say what an image shows, and below it how it comes to life, if it can. */
function label(node, alt, words) {
  if (alt) node.querySelector("img")?.setAttribute("alt", alt);
  if (!words || node.querySelector(".stored-picture-word")) return;
  const word = document.createElement("p");
  word.className = "stored-picture-word";
  word.textContent = words;
  node.append(word);
}
