// Questions on the page: options as buttons, what is behind the chosen one, and a lecture's hands.

import { guardKeys } from "../javascript/keys.js";
import { blocks, counted, pieces, share, TIMES, verdict } from "./words.js";

/** An element with a class, what it holds, and attributes. */
function element(tag, name = "", inside = [], attributes = {}) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...inside);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

const isText = (piece) => typeof piece === "string";
const inline = (text) =>
  pieces(text).map(function node(piece) {
    if (isText(piece)) return piece;
    const link = piece.href ? { href: piece.href, target: "_blank", rel: "noopener" } : {};
    return element(piece.tag, "", piece.inside.map(node), link);
  });
const written = (text) =>
  blocks(text).map(({ tag, lines }) =>
    tag === "ul"
      ? element(
          "ul",
          "",
          lines.map((line) => element("li", "", inline(line))),
        )
      : element("p", "", inline(lines[0])),
  );

/** One question of a model's, which may hold several. */
class Asked {
  constructor(model, place) {
    this.model = model;
    this.place = place;
    this.question = model.get("asked")[place];
    const { kind, question, target } = this.question;
    const label = `question-${Math.random().toString(36).slice(2)}`;
    const text = element("div", "question-text", written(`**${kind}.** ${question.trim()}`), {
      id: label,
    });
    this.buttons = this.question.options.map((option) => this.button(option));
    this.told = element("div", "question-told", [], { role: "status" });
    this.rows = this.buttons.map((button, row) => [button, ...this.hands(row)]);
    const names = ["", ...TIMES].map((word) => element("span", "question-name", [word]));
    const options = element("div", "question-options", [...names, ...this.rows.flat()], {
      role: "group",
      "aria-labelledby": label,
    });
    const more = target ? written(`**Target.** ${target.trim()}`) : [];
    this.node = element("section", "question-one", [text, options, this.told, ...more]);
    this.show();
    this.showHands();
  }

  button({ letter, text }) {
    const words = element("span", "", inline(text));
    const name = element("span", "question-letter", [`(${letter}) `]);
    const button = element("button", "question-option", [name, words], { type: "button" });
    button.addEventListener("click", () => {
      const choices = [...this.model.get("choices")];
      choices[this.place] = letter;
      this.model.set("choices", choices);
      this.model.save_changes();
    });
    return button;
  }

  /** Two fields of an option for the hands that went up for it, each with its bar. */
  hands(row) {
    const { letter } = this.question.options[row];
    return TIMES.map((time) => {
      const says = `hands for (${letter}) ${time} the discussion`;
      const field = element("input", "", [], { type: "number", min: 0, "aria-label": says });
      field.addEventListener("input", () => {
        const { length } = this.buttons;
        this.model.set("hands", counted(this.model.get("hands"), time, row, field.value, length));
        this.model.save_changes();
      });
      const bar = element("span", `question-bar question-${time}`);
      const words = element("span", "question-share");
      return element("span", "question-hands", [field, bar, words]);
    });
  }

  show() {
    const chosen = this.model.get("choices")[this.place];
    const said = verdict(this.question, chosen);
    this.question.options.forEach(({ letter, right }, row) => {
      const button = this.buttons[row];
      button.setAttribute("aria-pressed", String(letter === chosen));
      button.classList.toggle("question-holds", letter === chosen && Boolean(right));
    });
    this.told.replaceChildren(...(said ? written(said.text) : []));
    this.told.classList.toggle("question-holds", Boolean(said?.holds));
  }

  showHands() {
    const hands = this.model.get("hands");
    this.rows.forEach(([, ...cells], row) => {
      cells.forEach(({ children: [field, bar, words] }, column) => {
        const time = TIMES[column];
        const count = hands[time]?.[row];
        if (document.activeElement !== field) field.value = count ?? "";
        bar.style.setProperty("--share", share(hands, time, row) / 100);
        words.textContent = hands[time] ? `${share(hands, time, row)} %` : "";
      });
    });
  }
}

export default () => ({
  render({ model, el }) {
    el.classList.add("question");
    const all = model.get("asked").map((_, place) => new Asked(model, place));
    el.classList.toggle("question-several", all.length > 1);
    el.append(...all.map(({ node }) => node));
    const show = () => {
      for (const one of all) one.show();
    };
    const showHands = () => {
      for (const one of all) one.showHands();
    };
    model.on("change:choices", show);
    model.on("change:hands", showHands);
    const unguard = guardKeys();
    return () => {
      unguard();
      model.off("change:choices", show);
      model.off("change:hands", showHands);
    };
  },
});
