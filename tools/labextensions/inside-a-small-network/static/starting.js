// What a hall sees until its lecture begins: which notebook, how far it has been run, what failed.

import { roomOf } from "./lecture.js";
import { meaning } from "./slides.js";
import { addStyle } from "./style.js";

// `make lecture` opens a workspace of this name; there the lecture begins by itself.
const WORKSPACE = /\/workspaces\/lecture-[^/]+\/tree\/(.+)$/;

class Starting {
  constructor(path) {
    this.path = path;
    this.node = document.createElement("div");
    this.node.className = "lecture-starting";
    this.node.innerHTML = `<h1></h1><p role="status"></p><progress aria-label="cells"></progress>
      <p>Escape shows the notebook.</p>`;
    [this.title, this.words, this.bar] = this.node.children;
    this.title.textContent = path.split("/").at(-1);
    this.say("Opening the notebook …");
    const whenThere = () => this.isOver || document.body.append(this.node);
    addStyle("lecture.css").addEventListener("load", whenThere);
    window.addEventListener("keydown", this, true);
  }

  /** Say what is done now; `done` is the share that is done already, if that is known. */
  say(words, done) {
    this.words.textContent = words;
    if (done !== undefined) this.bar.value = done;
  }

  /** Say what went wrong, for as long as nobody presses Escape. */
  fail(words) {
    this.say(words);
    this.node.classList.add("lecture-failed");
    this.node.lastChild.textContent = "Escape shows the notebook. Alt+P there begins the lecture.";
  }

  end() {
    this.isOver = true;
    this.node.remove();
    window.removeEventListener("keydown", this, true);
  }

  /** The notebook must not hear what is typed: a letter of its own cuts cells. */
  handleEvent(event) {
    const action = meaning(event, roomOf(event.target));
    if (!action) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (event.key === "Escape") this.end();
  }
}

const [, notebook] = WORKSPACE.exec(decodeURI(location.pathname)) ?? [];

/** The lecture that begins on this page by itself, or null. */
export const starting = notebook ? new Starting(notebook) : null;
