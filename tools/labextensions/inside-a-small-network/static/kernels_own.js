// A notebook is not changed by being opened. JupyterLab writes there what the kernel says of its
// language, as its version of Python, and then takes the notebook for changed.

/** Whether a change of a notebook's metadata is the kernel's own, and no choice of the learner's. */
export function isKernelsOwn({ key, oldValue, newValue }) {
  if (key === "kernelspec") return oldValue?.name === newValue?.name; // else another was chosen
  return key === "language_info";
}

/**
 * Leave a notebook unchanged where the kernel alone has written into it.
 *
 * JupyterLab tells of a change as metadata's, then as the content's, and then marks the notebook.
 */
export function kernelsOwn(model) {
  let announced = 0; // changes of the kernel's that are still to be told of as the content's
  let alone = false; // whether the notebook was unmarked, and only the kernel has written since
  model.metadataChanged.connect((_, change) => {
    if (!isKernelsOwn(change)) return;
    announced += 1;
    alone ||= !model.dirty;
    queueMicrotask(() => {
      if (alone) model.dirty = false;
      alone = false;
    });
  });
  model.contentChanged.connect(() => {
    if (announced > 0) announced -= 1;
    else alone = false;
  });
}
