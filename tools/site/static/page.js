// A page of the site: its explorers, its questions, light and dark.

import asking from "./questions/question.js";
import { mount } from "./stored.js";

// ---- Explorers: loaded when they come near --------------------------------------------------

const NEAR = "400px";
const address = (name) => `frames/${name}`;

async function live(place) {
  const told = JSON.parse(place.dataset.explorer);
  const picture = place.querySelector("figure");
  try {
    const { explorer, figure } = await mount(place, told, {
      address,
      kernel: place.dataset.kernel,
    });
    place.figure = figure; // for whoever looks on the console
    explorer.addEventListener("explorer-painted", () => picture?.remove(), { once: true });
    explorer.addEventListener("explorer-failed", ({ detail }) => {
      explorer.hidden = !figure.frame; // then the stored picture is still there
      tellFailure(place, detail);
    });
  } catch (error) {
    tellFailure(place, error.message); // an old browser
  }
}

function tellFailure(place, why) {
  place.querySelector(".failed")?.remove();
  const words = document.createElement("p");
  words.className = "failed";
  words.setAttribute("role", "alert");
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = "Reload the page";
  again.addEventListener("click", () => location.reload());
  words.append(`These sliders do not move: ${why}. `, again);
  place.append(words);
}

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      if (target.dataset.drawing) drawing(target);
      else live(target);
    }
  },
  { rootMargin: NEAR },
);
for (const place of document.querySelectorAll("[data-explorer], [data-drawing]"))
  near.observe(place);

/** The pad of Draw, which computes what it shows. */
async function drawing(place) {
  const told = JSON.parse(place.dataset.drawing);
  const { mount: begin } = await import("./drawing.js");
  place.querySelector("figure").remove();
  begin(place, { ...told, weights: address(told.weights), link: place.dataset.kernel });
}

// ---- Questions: what was chosen is kept in this browser -------------------------------------

function question(place) {
  const asked = JSON.parse(place.dataset.asked);
  const key = `${location.pathname} ${place.id}`;
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  const choices = kept?.length === asked.length ? kept : asked.map(() => "");
  const values = { asked, choices, hands: {} };
  const heard = {};
  const model = {
    get: (name) => values[name],
    set(name, value) {
      values[name] = value;
      heard[`change:${name}`]?.();
    },
    on: (event, callback) => {
      heard[event] = callback;
    },
    off() {},
    save_changes: () => localStorage.setItem(key, JSON.stringify(values.choices)),
  };
  const el = document.createElement("div");
  place.replaceChildren(el);
  asking().render({ model, el });
}
for (const place of document.querySelectorAll("[data-asked]")) question(place);

// ---- Light and dark --------------------------------------------------------------------------

const root = document.documentElement;
const isDark = () =>
  root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
for (const button of document.querySelectorAll(".theme")) {
  const show = () => {
    button.textContent = isDark() ? "Light" : "Dark";
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
    show();
  });
  show();
}
