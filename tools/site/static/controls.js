// The controls of a stored explorer: plain elements of the page, that figures follow as widgets.

function element(tag, attributes = {}, inside = []) {
  const node = Object.assign(document.createElement(tag), attributes);
  node.append(...inside);
  return node;
}

let named = 0;

/** What each kind of control consists of: its node, and how it shows what it is set to. */
const KINDS = {
  slider(control) {
    const range = element("input", { type: "range", id: control.id });
    const output = element("output", {});
    output.setAttribute("for", control.id);
    range.addEventListener("input", () => control.set("value", Number(range.value)));
    const show = ({ min, max, step, value, disabled }) => {
      const [least, most] = control.ends(min, max);
      Object.assign(range, { min: least, max: most, step, disabled, value });
      output.value = value;
    };
    return [[range, output], show];
  },
  choices(control) {
    const { labels } = control.told;
    const range = element("input", { type: "range", id: control.id, min: 0, step: 1 });
    const output = element("output", {});
    range.addEventListener("input", () => control.set("index", Number(range.value)));
    const show = ({ index, disabled }) => {
      const [min, max] = control.ends(0, labels.length - 1);
      Object.assign(range, { min, max, disabled, value: index });
      range.setAttribute("aria-valuetext", labels[index]);
      output.value = labels[index];
    };
    return [[range, output], show];
  },
  list(control) {
    const options = control.told.labels.map((label) => element("option", { textContent: label }));
    const select = element("select", { id: control.id }, options);
    select.addEventListener("change", () => control.set("index", select.selectedIndex));
    const show = ({ index, disabled }) => {
      options.forEach((option, place) => {
        option.disabled = !control.offers(place);
      });
      select.selectedIndex = index ?? -1;
      select.disabled = disabled;
    };
    return [[select], show];
  },
  buttons(control) {
    const buttons = control.told.labels.map((label, place) => {
      const button = element("button", { type: "button", textContent: label });
      button.addEventListener("click", () => control.set("index", place));
      return button;
    });
    const group = element("span", { className: "buttons" }, buttons);
    group.setAttribute("role", "group");
    const show = ({ index, description, disabled }) => {
      group.setAttribute("aria-label", description || control.told.labels.join(" or "));
      buttons.forEach((button, place) => {
        button.setAttribute("aria-pressed", String(place === index));
        button.disabled = Boolean(disabled) || !control.offers(place);
      });
    };
    return [[group], show];
  },
};

/** One control: what a widget's model is to a figure, with a node for the page. */
export class Control {
  /** told: what baking.py says of it. */
  constructor(told) {
    this.told = told;
    this.values = { ...told };
    this.id = `control-${++named}`;
    this.heard = [];
    if (!KINDS[told.kind]) return;
    const [parts, show] = KINDS[told.kind](this);
    this.label = element("label", { textContent: told.description });
    if (told.kind !== "buttons") this.label.htmlFor = this.id;
    this.label.hidden = !told.description;
    this.node = element("div", { className: `control ${told.kind}` }, [this.label, ...parts]);
    this.show = show;
    show(this.values);
  }

  get(name) {
    return this.values[name];
  }

  on(_, heard) {
    this.heard.push(heard);
  }

  set(name, value) {
    if (this.values[name] === value) return;
    this.values[name] = value;
    this.show?.(this.values);
    for (const heard of this.heard) heard();
  }

  save_changes() {}

  /** What it can be set to on this page, where that is less than in the notebook. */
  offer(values) {
    this.offered = values;
    this.show?.(this.values);
  }

  offers(value) {
    return this.offered?.has(value) ?? true;
  }

  /** The ends of a slider. */
  ends(min, max) {
    if (!this.offered) return [min, max];
    return [Math.max(min, Math.min(...this.offered)), Math.min(max, Math.max(...this.offered))];
  }

  /** What it is set to, in words. */
  says() {
    const { index, labels, value } = this.values;
    return index === undefined ? String(value) : labels[index];
  }

  /** Take what a move of another control has changed: the end, the name, whether it is of use. */
  change(changed) {
    if (Object.keys(changed).every((name) => changed[name] === this.values[name])) return;
    Object.assign(this.values, changed);
    if (!this.node) return;
    this.label.textContent = this.values.description;
    this.label.hidden = !this.values.description;
    this.show(this.values);
  }
}
