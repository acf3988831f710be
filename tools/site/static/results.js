// What the page shows of a drawing: the network's image, outputs, and the sum that is the score.

import { signed } from "./reading.js";

const SIDE = 28;
const PAUSE = 700; // milliseconds without a stroke, before the sentence is spoken
const NEEDS_PYTHON = "Integrated gradients, gradients and switching units off need Python: ";

const shortened = (name) => (name.length > 12 ? `${name.slice(0, 11).trimEnd()}…` : name);

export class Results {
  constructor(element, forms, link) {
    element.classList.add("drawing");
    element.innerHTML = `
      <div class="drawing-hand">
        <div class="pad"></div>
        <fieldset class="drawing-forms" hidden><legend>The network sees it</legend></fieldset>
      </div>
      <div class="drawing-results">
        <p class="drawing-sentence"></p>
        <p class="drawing-spoken" role="status"></p>
        <div class="drawing-paper">
          <figure><figcaption>image</figcaption>
            <canvas role="img" width="${SIDE}" height="${SIDE}"></canvas></figure>
          <table class="drawing-outputs"><caption>outputs</caption><tbody></tbody></table>
          <table class="drawing-sum"><caption></caption><tbody></tbody></table>
        </div>
        <p class="drawing-more"></p>
      </div>`;
    for (const part of ["forms", "sentence", "spoken", "outputs", "sum", "more"]) {
      this[part] = element.querySelector(`.drawing-${part}`);
    }
    this.pad = element.querySelector(".pad");
    this.canvas = element.querySelector("figure canvas");
    this.add(forms);
    this.more.append(NEEDS_PYTHON, linked("run this notebook", link), ".");
  }

  /** A choice of forms; all but what `offer` names goes. */
  add(forms) {
    const group = `form-${Math.random().toString(36).slice(2)}`; // of this pad alone
    for (const form of forms) {
      const label = document.createElement("label");
      const input = document.createElement("input");
      Object.assign(input, { type: "radio", name: group, value: form });
      label.append(input, ` ${form}`);
      this.forms.append(label);
    }
  }

  offer(forms, chosen, follow) {
    for (const input of this.forms.querySelectorAll("input")) {
      input.checked = input.value === chosen || forms.length === 1;
      input.parentNode.hidden = !forms.includes(input.value);
      input.addEventListener("change", follow);
    }
    this.forms.hidden = forms.length === 1;
  }

  get form() {
    return this.forms.querySelector("label:not([hidden]) input:checked").value;
  }

  /** Show a sentence at once, and speak it when the hand rests. */
  say(words) {
    write(this.sentence, words);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.spoken.textContent = words;
    }, PAUSE);
  }

  show(pixels, { run, sum, words }, names) {
    this.say(words);
    this.paint(pixels);
    const outputs = Array.from(run.outputs, (value, c) => ({
      ...{ label: shortened(names[c]), begin: 0, end: value, number: value.toFixed(2) },
      kind: c === run.answer ? "answer" : "output",
    }));
    const longest = Math.max(...outputs.map(({ label }) => label.length));
    this.outputs.style.setProperty("--label", `${longest + 1}ch`);
    fill(this.outputs, outputs, [0, 1]);
    const what = sum.shown ? "units add" : "the ink adds";
    const of = shortened(names[run.answer]);
    write(this.sum.caption, `what ${what} to the score of ${of}`);
    const bars = sum.bars.map((bar, n) => ({
      ...bar,
      number: signed(bar.written, sum.decimals),
      kind: kindOf(bar, n, sum.bars.length),
    }));
    const ends = bars.map(({ end }) => end);
    fill(this.sum, bars, [Math.min(0, ...ends), Math.max(0, ...ends)]);
  }

  /** The image as the network sees it: white is no ink. */
  paint(pixels) {
    const data = new ImageData(SIDE, SIDE);
    const greys = new Uint32Array(data.data.buffer);
    pixels.forEach((ink, i) => {
      greys[i] = 0xff000000 | (Math.round(255 * (1 - ink)) * 0x010101);
    });
    this.canvas.getContext("2d").putImageData(data, 0, 0);
    const inked = pixels.filter((ink) => ink > 0).length;
    this.canvas.ariaLabel = `What the network sees: 28×28 pixels, ${inked} of them with ink`;
  }
}

function linked(words, address) {
  if (!address) return words;
  const link = document.createElement("a");
  Object.assign(link, { href: address, textContent: words });
  return link;
}

function kindOf({ value }, n, count) {
  if (n === count - 1) return "score";
  return `${value > 0 ? "for" : "against"}${n === 0 ? " bias" : ""}`;
}

/** Write rows of bars, each with its name and its number, on a scale between two limits. */
function fill(table, rows, [low, high]) {
  const body = table.tBodies[0];
  while (body.rows.length < rows.length) body.append(emptyRow());
  while (body.rows.length > rows.length) body.lastChild.remove();
  const at = (value) => (100 * (value - low)) / (high - low || 1);
  table.style.setProperty("--zero", `${at(0)}%`);
  rows.forEach(({ label, begin, end, number, kind }, n) => {
    const [name, track, written] = body.rows[n].cells;
    write(name, label);
    write(written, number);
    body.rows[n].dataset.kind = kind;
    const [left, right] = [at(Math.min(begin, end)), at(Math.max(begin, end))];
    Object.assign(track.firstChild.style, { left: `${left}%`, width: `${right - left}%` });
  });
}

/** What stays the same need not be laid out anew. */
function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

function emptyRow() {
  const row = document.createElement("tr");
  const name = document.createElement("th");
  name.scope = "row";
  const track = document.createElement("td");
  track.ariaHidden = "true";
  track.append(document.createElement("span"));
  row.append(name, track, document.createElement("td"));
  return row;
}
