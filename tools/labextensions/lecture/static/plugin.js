// Lecture mode as JupyterLab sees it: one command, its key, its places in the menus.

import { Lecture, tagsOf } from "./lecture.js";

const COMMAND = "lecture:begin-here";
// `make lecture` opens a workspace of this name; there the lecture begins by itself.
const WORKSPACE = /\/workspaces\/lecture-[^/]+\/tree\//;

/** The style sheet stands beside this file. */
function addStyle() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("lecture.css", import.meta.url).href;
  document.head.append(link);
}

/**
 * Run a notebook from top to bottom, and begin at its first slide.
 *
 * The cells that move an explorer from code are left out: they would give its target away.
 */
async function runAndBegin(panel, { NotebookActions }) {
  await panel.context.ready;
  await panel.sessionContext.ready;
  const cells = panel.content.widgets.filter((cell) => !tagsOf(cell).includes("move"));
  await NotebookActions.runCells(panel.content, cells, panel.sessionContext);
  return new Lecture(panel).begin(0);
}

export function plugin(notebook, { ICommandPalette }, { IMainMenu }) {
  return {
    id: "lecture:slides",
    description: "Walks through a notebook as slides.",
    autoStart: true,
    requires: [notebook.INotebookTracker],
    optional: [ICommandPalette, IMainMenu],
    activate: ({ commands }, tracker, palette, menu) => {
      addStyle();
      commands.addCommand(COMMAND, {
        label: "Lecture: Begin Here",
        caption: "Show the notebook as slides, from the slide of the active cell on",
        isEnabled: () => tracker.currentWidget !== null,
        execute: () => {
          const panel = tracker.currentWidget;
          const lecture = new Lecture(panel);
          return lecture.begin(lecture.numberOf(panel.content.activeCell));
        },
      });
      commands.addKeyBinding({ command: COMMAND, keys: ["Alt P"], selector: "body" });
      palette?.addItem({ command: COMMAND, category: "Notebook Operations" });
      menu?.viewMenu.addGroup([{ command: COMMAND }], 50);
      const address = decodeURI(location.pathname);
      if (!WORKSPACE.test(address)) return;
      const opened = (_, panel) => {
        if (!address.endsWith(`/${panel.context.path}`)) return; // another, left open last time
        tracker.widgetAdded.disconnect(opened);
        runAndBegin(panel, notebook);
      };
      tracker.widgetAdded.connect(opened);
    },
  };
}
