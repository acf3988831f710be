// Whose a key is that is typed on an explorer, for all of its parts: pictures, controls, the pad; and
// on a question.
//
// The notebook's shortcuts act on whole cells, by single letters: x cuts one, d d deletes it. On
// an explorer a key belongs to what has the focus, unless one would miss it there.

const OURS = ".explorer, .explorer-figure, .pad, .question";
const EDITS = /^([amyz]|Arrow.*|Backspace|Delete)$/i; // with Ctrl they change cells, or undo that
const SUPPRESSED = "data-lm-suppress-shortcuts"; // JupyterLab and Notebook 7 heed it
const NEEDED = /^(F\d+|Tab)$/;

/**
 * Whether the notebook may have a key that is typed on an explorer: Ctrl+S saves, Shift+Enter
 * runs the cell, Alt leads to menus, and Tab goes on.
 */
export function isTheNotebooks({ key, shiftKey, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey) return !EDITS.test(key);
  return altKey || NEEDED.test(key) || (key === "Enter" && shiftKey);
}

/**
 * Keep the notebook from keys that are not its own, until what is returned is called.
 *
 * Notebook 7 listens at the document before anything inside it, JupyterLab after all, so this
 * listens at the window. Both look for the attribute on the way up from where the key was typed.
 */
export function guardKeys() {
  let marked; // it may stand around what has the focus next
  const mark = (element) => {
    marked?.toggleAttribute(SUPPRESSED, false);
    marked = element;
    marked?.toggleAttribute(SUPPRESSED, true);
  };
  const guard = (event) => {
    const ours = event.target.closest?.(OURS);
    mark(ours && !isTheNotebooks(event) ? event.target : null);
    if (ours) toTheEnd(event);
  };
  window.addEventListener("keydown", guard, true);
  window.addEventListener("click", take, true);
  return () => {
    mark(null);
    window.removeEventListener("keydown", guard, true);
    window.removeEventListener("click", take, true);
  };
}

/**
 * A click in an explorer gives it the next keys, which were the cell's where nothing takes them:
 * beside a slider's handle, which it moves, on a label, on the sentence.
 */
function take({ target }) {
  const ours = target.closest?.(OURS);
  if (!ours) return;
  const handle = target.closest(".noUi-target")?.querySelector(".noUi-handle");
  if (!handle && ours.contains(document.activeElement)) return;
  if (!handle) ours.tabIndex = -1;
  (handle ?? ours).focus({ preventScroll: true });
}

/** Home and End on a slider: by themselves they lead to where the range ended when it was made. */
function toTheEnd(event) {
  const end = { Home: "min", End: "max" }[event.key];
  if (!end || !event.target.matches(".noUi-handle")) return;
  const slider = event.target.closest(".noUi-target").noUiSlider;
  slider.set(slider.options.range[end]);
  event.preventDefault();
  event.stopPropagation();
}
