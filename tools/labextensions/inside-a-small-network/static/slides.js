// Which cells are a slide, and what a key means in a lecture. Nothing here touches a page.

/**
 * The slides of a notebook, each a list of places of cells.
 *
 * `types` are the cells' slide types: "slide" begins one, "skip" is not shown, all else continues.
 */
export function slidesOf(types) {
  const slides = [];
  types.forEach((type, place) => {
    if (type === "skip") return;
    if (type === "slide" || slides.length === 0) slides.push([]);
    slides.at(-1).push(place);
  });
  return slides;
}

/** The number of the slide that a cell belongs to, if slides begin at the cells `firsts`. */
export function slideAt(firsts, place) {
  const number = firsts.findLastIndex((first) => first <= place);
  return Math.max(0, number);
}

/**
 * How many of a slide's cells are shown before the hall has voted: all up to a prediction, with
 * the figures after it that show what it is about.
 *
 * `tags` holds each cell's list of tags. The rest of the slide comes at the next step.
 */
export function beforeTheVote(tags) {
  const vote = tags.findIndex((names) => names.includes("vote") || names.includes("predict"));
  if (vote < 0) return tags.length;
  const asks = (names) => names.includes("figure") && !names.includes("answer");
  const rest = tags.slice(vote + 1).findIndex((names) => !asks(names));
  return rest < 0 ? tags.length : vote + 1 + rest;
}

const STEP = 0.27; // share of the height that a step moves at least: less looks like a dead key

/**
 * The next stop on the way down a slide, or null at its end.
 *
 * `boxes` holds the {top, bottom} of each cell that may be shown, all counted from the slide's top,
 * `count` how many are shown, and `top` what is at the window's upper edge. What is shown and lies
 * below the window comes first: the cell that is cut whole, with as many of the next as there is
 * room for, or of one that is too high nearly a window. Then come fresh cells, as many as are seen
 * whole together, with as much of what stands above them as there is room for. A cell that is cut
 * by the window's edge waits for its own stop, unless it is too high for any: so a step shows a
 * cell more or moves a good way, and nothing is passed unseen. `strip` is the height below, beside
 * the slide's number: what ends there is seen, and nothing is scrolled for it.
 */
export function nextStop(boxes, { count, top }, height, strip = 0) {
  const isWhole = (box, start) => box.bottom - start <= height + 1; // a pixel: places are rounded
  const shown = boxes.slice(0, count);
  const below = Math.max(0, ...shown.map(({ bottom }) => bottom)) - top - height;
  if (below > Math.max(1, strip)) {
    const cut = shown.find((box) => !isWhole(box, top));
    const last = shown.findLast((box) => box.bottom >= cut.bottom && isWhole(box, cut.top));
    const far = last ? last.bottom - top - height : Math.min(0.85 * height, below);
    return { count, top: top + Math.max(far, STEP * height) };
  }
  if (count === boxes.length) return null;
  const from = count === 0 ? 0 : boxes[count].top;
  const fits = (box) =>
    isWhole(box, from) || (!isWhole(box, box.top) && box.top - from < height / 2);
  const cut = boxes.findIndex((box, place) => place > count && !fits(box));
  const next = cut < 0 ? boxes.length : cut;
  return { count: next, top: Math.max(top, Math.min(from, boxes[next - 1].bottom - height)) };
}

/** The size of prose in CSS pixels: lines of some 75 letters, and the last row reads them. */
export function letterFor(width, height) {
  return Math.min(0.034 * height, width / 42);
}

const TURNS = { PageDown: "on", PageUp: "back" };
const JUMPS = { Home: "first", End: "last" };

/**
 * What a key means where it is pressed.
 *
 * `where` is "page", "control" (a button, a link, a list), "slider", "picture" (a live one), "text"
 * (where one writes) or "dialog". Returns an action's name; "ours" if the page may act on the key
 * but the notebook must not, since one of its single-letter commands cuts cells; null for a key
 * that is left alone.
 */
export function meaning({ key, shiftKey, ctrlKey, metaKey, altKey }, where) {
  if (where === "dialog" || ctrlKey || metaKey || altKey) return null;
  if (TURNS[key]) return TURNS[key];
  if (key === "Escape") return ["picture", "text"].includes(where) ? "leave" : "end";
  if (where === "text" || (key === "Enter" && shiftKey)) return null;
  if (JUMPS[key] && ["page", "picture"].includes(where)) return JUMPS[key];
  if (key.toLowerCase() === "c") return "fold";
  const needed = ["slider", "picture"].includes(where) && (key.length > 1 || key === " ");
  return needed ? null : "ours";
}
