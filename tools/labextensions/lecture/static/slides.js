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
 * How many of a slide's cells are shown before the hall has voted: all up to a prediction.
 *
 * `tags` holds each cell's list of tags. The rest of the slide comes at the next step.
 */
export function beforeTheVote(tags) {
  const vote = tags.findIndex((names) => names.includes("vote") || names.includes("predict"));
  return vote < 0 ? tags.length : vote + 1;
}

/**
 * How far to scroll for the next step down a slide that is higher than its window; 0 at its end.
 *
 * `boxes` holds each shown cell's {top, bottom}, counted from the window's top edge. The first cell
 * that is cut is brought up whole, with as many of the next as there is room for; one that is too
 * high for the window, from its top, and then by nearly a window at a time.
 */
export function stepDown(boxes, height) {
  const cut = boxes.find(({ bottom }) => bottom > height + 1);
  if (!cut) return 0;
  const whole = boxes.filter(({ bottom }) => bottom >= cut.bottom && bottom - cut.top <= height);
  if (whole.length > 0) return whole.at(-1).bottom - height;
  return cut.top > 1 ? cut.top : Math.min(0.85 * height, cut.bottom - height);
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
