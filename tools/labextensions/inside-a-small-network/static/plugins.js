// What the project adds to JupyterLab and Notebook 7, each thing a plugin of its own.

import { plugin as inBrowser } from "./in_browser.js";
import { kernelsOwn } from "./kernels_own.js";
import { plugin as lecture } from "./lecture_plugin.js";
import { Pictures } from "./pictures.js";
import { addStyle } from "./style.js";

/** A plugin that does one thing for every notebook that is opened. */
function forEachNotebook(id, description, { INotebookTracker }, act) {
  return {
    id: `inside-a-small-network:${id}`,
    description,
    autoStart: true,
    requires: [INotebookTracker],
    activate: (_, tracker) => {
      tracker.forEach(act);
      tracker.widgetAdded.connect((_sender, panel) => act(panel));
    },
  };
}

export function plugins(notebook, apputils, mainmenu) {
  addStyle("pictures.css");
  addStyle("answers.css");
  return [
    lecture(notebook, apputils, mainmenu),
    inBrowser(notebook),
    forEachNotebook(
      "pictures",
      "Shows the stored picture where an explorer has no kernel, and says what pictures show.",
      notebook,
      (panel) => new Pictures(panel),
    ),
    forEachNotebook(
      "kernels-own",
      "Does not take what the kernel notes in a notebook for a change of the learner's.",
      notebook,
      ({ context }) => kernelsOwn(context.model),
    ),
  ];
}
