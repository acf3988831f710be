// The kernel in the browser (JupyterLite): says what is loading and what a learner must know, and
// that a saved copy hides a newer notebook. In a JupyterLab with a server it does nothing.

import { addStyle } from "./style.js";

const ID = "inside-a-small-network:in-browser";
const AHEAD = "import helpers.explore"; // while the learner reads: what cells need at first
const SECTION = globalThis.location?.hash ?? ""; // kept now: the lab takes it out of the address
const SETTLED = [500, 1500, 4000, 9000]; // milliseconds: it takes longer on a slow machine
const PATIENCE = 120_000; // milliseconds, after which loading has probably failed
const READ = 30_000; // milliseconds in which a notice is read; then it covers the page no more
const WORDS = {
  loading:
    "Python is being loaded into this page: about half a minute, the first time. Meanwhile you can read.",
  late: "Python has not come yet. See that you are online, and load the page again.",
  ready:
    "Python runs in this page. Stop does not stop a running cell: Kernel → Restart Kernel does. What you change stays in this browser: File → Download keeps a copy, and where you delete the file, the original comes back.",
  older: "This is your saved copy of an older version of this notebook.",
};

/** What the site tells the page: its notebooks' editions. Null where a server runs JupyterLab. */
export function siteOf(text) {
  return JSON.parse(text || "{}").litePluginSettings?.[ID] ?? null;
}

/** Whether a notebook is a copy of another edition than the site has now. */
export function isOlder(site, path, edition) {
  return path in site.editions && edition !== undefined && edition !== site.editions[path];
}

/** A name for the learner's copy, beside the notebook: the first that is not taken. */
export function nameForCopy(path, taken) {
  const stem = path.replace(/\.ipynb$/, "");
  for (let n = 1; ; n += 1) {
    const name = `${stem} (my copy${n > 1 ? ` ${n}` : ""}).ipynb`;
    if (!taken.includes(name)) return name;
  }
}

/** The foot of the page, in which what is said stands one above the other. */
function foot() {
  const there = document.querySelector(".in-browser-foot");
  if (there) return there;
  const made = document.createElement("div");
  made.className = "in-browser-foot";
  document.body.append(made);
  return made;
}

/** Words at the foot of the page, with a button to close them, and perhaps one more. */
function say(words, action, act) {
  const node = document.createElement("div");
  node.className = "in-browser";
  node.setAttribute("role", "status");
  const text = document.createElement("span");
  text.textContent = words;
  node.append(text);
  const button = (name, label, clicked) => {
    const made = document.createElement("button");
    made.textContent = name;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", clicked);
    node.append(made);
  };
  if (action) button(action, action, act);
  button("×", "Close", () => node.remove());
  foot().append(node);
  return { node, text };
}

/** Put the learner's copy beside the site's notebook, and open that one. */
async function replace(context, contents) {
  const { path } = context;
  if (context.model.dirty) await context.save();
  const { content } = await contents.get("");
  const taken = content.map((file) => file.name);
  await contents.rename(path, nameForCopy(path, taken));
  location.assign(`${location.pathname}?path=${encodeURIComponent(path)}`);
}

/** Tell of the kernel that a notebook is opened with: that it loads, then what is different here. */
function tellOfKernel({ context, disposed }) {
  const { node, text } = say(WORDS.loading);
  const late = setTimeout(() => {
    text.textContent = WORDS.late;
  }, PATIENCE);
  const session = context.sessionContext;
  const heard = async () => {
    const kernel = session.session?.kernel;
    if (kernel?.status !== "idle") return;
    session.statusChanged.disconnect(heard);
    clearTimeout(late);
    await kernel.requestExecute({ code: AHEAD, silent: true, store_history: false }).done;
    text.textContent = WORDS.ready;
    setTimeout(() => node.remove(), READ);
  };
  session.statusChanged.connect(heard);
  disposed.connect(() => {
    clearTimeout(late);
    node.remove();
  });
  void heard();
}

/** Scroll to a section, when the notebook is there and has put its first cell before the reader. */
async function goTo(panel, section) {
  await panel.revealed;
  const scroller = panel.node.querySelector(".jp-WindowedPanel-outer");
  for (const wait of SETTLED)
    setTimeout(() => scroller.scrollTop === 0 && panel.setFragment(section), wait);
}

async function tellOfNewer(panel, site, contents) {
  const { context } = panel;
  await context.ready;
  if (!isOlder(site, context.path, context.model.getMetadata("edition"))) return;
  const told = say(WORDS.older, "Open the new one, and keep mine beside it", () =>
    replace(context, contents),
  );
  panel.disposed.connect(() => told.node.remove());
}

export function plugin({ INotebookTracker }) {
  return {
    id: ID,
    description: "Says what is different where the kernel runs in the browser.",
    autoStart: true,
    requires: [INotebookTracker],
    activate: (app, tracker) => {
      const site = siteOf(document.getElementById("jupyter-config-data")?.textContent);
      if (!site) return;
      addStyle("in_browser.css");
      let section = decodeURIComponent(SECTION);
      const opened = (panel) => {
        if (section) void goTo(panel, section); // of the notebook that the page was opened for
        section = "";
        tellOfKernel(panel);
        void tellOfNewer(panel, site, app.serviceManager.contents);
      };
      tracker.forEach(opened);
      tracker.widgetAdded.connect((_sender, panel) => opened(panel));
    },
  };
}
