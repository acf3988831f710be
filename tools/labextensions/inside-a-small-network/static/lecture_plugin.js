// Lecture mode as JupyterLab sees it: one command, its key, its places in the menus.

import { Lecture } from "./lecture.js";
import { starting } from "./starting.js";
import { addStyle } from "./style.js";

const COMMAND = "lecture:begin-here";

/** Run the cells of a notebook from top to bottom; return in words what failed, if anything did. */
async function run(panel, cells, { NotebookActions }) {
  let [done, failed] = [0, null];
  const running = () => {
    const words = `Running cell ${Math.min(done + 1, cells.length)} of ${cells.length} …`;
    starting.say(words, done / cells.length);
  };
  const executed = (_, { cell, success, error }) => {
    if (!cells.includes(cell)) return;
    done += 1;
    running();
    if (success || failed) return;
    failed = `Cell ${done} of ${cells.length} failed. ${error?.errorName}: ${error?.errorValue}`;
    panel.content.activeCellIndex = panel.content.widgets.indexOf(cell);
  };
  running();
  NotebookActions.executed.connect(executed);
  try {
    const all = await NotebookActions.runCells(panel.content, cells, panel.sessionContext);
    return failed ?? (all ? null : "Not all cells were run.");
  } catch (error) {
    return `The kernel stopped at cell ${done + 1} of ${cells.length}: ${error.message}`;
  } finally {
    NotebookActions.executed.disconnect(executed);
  }
}

/** Run a notebook from top to bottom, and begin at its first slide, unless somebody has left. */
async function runAndBegin(panel, notebook) {
  await panel.context.ready;
  const texts = panel.content.widgets.filter(({ model }) => model.type === "markdown");
  const source = texts.map(({ model }) => model.sharedModel.getSource()).join("\n");
  const [, title] = /^# (.+)/m.exec(source) ?? [];
  if (title) starting.title.textContent = title;
  starting.say("Starting the kernel …");
  await panel.sessionContext.ready;
  const failed = await run(panel, panel.content.widgets, notebook);
  if (starting.isOver) return;
  if (failed) {
    starting.fail(failed);
    return;
  }
  starting.say("Drawing the pictures …", 1);
  await new Lecture(panel).begin(0);
  starting.end();
}

export function plugin(notebook, { ICommandPalette }, { IMainMenu }) {
  return {
    id: "inside-a-small-network:lecture",
    description: "Walks through a notebook as slides.",
    autoStart: true,
    requires: [notebook.INotebookTracker],
    optional: [ICommandPalette, IMainMenu],
    activate: ({ commands }, tracker, palette, menu) => {
      if (!starting) addStyle("lecture.css");
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
      if (!starting) return;
      const opened = (_, panel) => {
        if (panel.context.path !== starting.path) return; // another, left open last time
        tracker.widgetAdded.disconnect(opened);
        runAndBegin(panel, notebook);
      };
      tracker.widgetAdded.connect(opened);
    },
  };
}
