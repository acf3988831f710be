// The cursor: what stands at a place of the picture, and where an arrow key leads.

const MOST_DECIMALS = 9;

/** A number with as many decimals as its picture's scale needs, and a real minus. */
export function inWords(value, limits, more = 0) {
  if (Number.isNaN(value)) return "nothing";
  const written = value.toFixed(decimalsFor(limits, more));
  return (Number(written) === 0 ? written.replace("-", "") : written).replace("-", "−");
}

function decimalsFor([low, high], more) {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const decimals = Math.max(2, 1 - Math.floor(Math.log10(largest || 1)));
  return Math.min(decimals + more, MOST_DECIMALS);
}

/** How many more decimals two factors need, to give their product as it is written. */
function moreDecimals(one, other) {
  const product = inWords(one.value * other.value, other.limits);
  const written = ({ value, limits }, more) => Number(value.toFixed(decimalsFor(limits, more)));
  for (let more = 0; more < MOST_DECIMALS; more++) {
    const found = written(one, more) * written(other, more);
    if (inWords(found, other.limits) === product) return more;
  }
  return MOST_DECIMALS;
}

/** The pixel of a panel at a place of the canvas, or null: its tile, row and column. */
export function pixelAt(panel, image, x, y) {
  const [left, top, width, height] = image.box;
  const [rows, columns] = image.shape;
  const across = Math.floor(((x - left) / width) * columns);
  const down = Math.floor(((y - top) / height) * rows);
  if (across < 0 || down < 0 || across >= columns || down >= rows) return null;
  const tile = [Math.floor(down / panel.step), Math.floor(across / panel.step)];
  const row = (down % panel.step) - panel.lead;
  const column = (across % panel.step) - panel.lead;
  return row < 0 || column < 0 ? null : { tile, row, column };
}

function cell(panel, image, { tile, row, column }) {
  const [left, top, width, height] = image.box;
  const wide = width / image.shape[1];
  const high = height / image.shape[0];
  const across = tile[1] * panel.step + panel.lead + column;
  const down = tile[0] * panel.step + panel.lead + row;
  return {
    box: [left + across * wide, top + down * high, wide, high],
    value: image.values[down * image.shape[1] + across],
  };
}

function fillIn(template, pixel, here, others) {
  const factors = (key) => key.split("*").map((name) => (name === "here" ? here : others[name]));
  const [, product] = template.match(/\{(\w+\*\w+)\}/) ?? [];
  const more = product ? moreDecimals(...factors(product)) : 0;
  return template.replace(/\{(.*?)\}/g, (whole, key) => {
    if (key === "row" || key === "column") return pixel[key];
    const [one, other] = factors(key);
    if (other) return inWords(one.value * other.value, other.limits);
    return one ? inWords(one.value, one.limits, more) : whole;
  });
}

/**
 * What stands at a place of the canvas: words, boxes to mark, what a click chooses, and the same
 * again if that is to be shown ahead.
 *
 * A scene is {panels, images, spots}: the pictures with pixels to point at, their image operations
 * by number of Axes, and boxes [left, top, width, height, words, choice, ahead].
 */
export function answer({ panels, images, spots }, x, y) {
  const said = [];
  const marks = [];
  const spot = spots.find(
    ([left, top, wide, high]) => x >= left && y >= top && x < left + wide && y < top + high,
  );
  if (spot) said.push(spot[4]);
  const shown = panels.filter((panel) => images.has(panel.axes));
  for (const panel of shown) {
    const image = images.get(panel.axes);
    const pixel = pixelAt(panel, image, x, y);
    if (!pixel) continue;
    const others = shown.map((other) => {
      const its = images.get(other.axes);
      const place = other === panel ? pixel : { ...pixel, tile: [0, 0] };
      return { ...cell(other, its, place), limits: its.limits, plain: other.step === 28 };
    });
    const here = others[shown.indexOf(panel)];
    said.push(fillIn(panel.words, pixel, here, others));
    marks.push(...others.filter((other) => other.plain || other === here).map(({ box }) => box));
  }
  if (spot && marks.length === 0) marks.push(spot.slice(0, 4));
  const choice = spot?.[5] ?? null;
  return { words: said.join(": "), marks, choice, ahead: spot?.[6] ? choice : null };
}

/** Where an arrow key leads: to the next pixel, or to the nearest picture or spot on that side. */
export function step(scene, [x, y], [across, down], far) {
  const panel = scene.panels.find(
    (one) => scene.images.has(one.axes) && inside(scene.images.get(one.axes).box, x, y),
  );
  if (panel && !far) {
    const { box, shape } = scene.images.get(panel.axes);
    const wide = box[2] / shape[1];
    const high = box[3] / shape[0];
    // To the middle of a pixel, over the lines of a wall.
    for (let pixels = 1; pixels <= 3; pixels++) {
      const there = [
        box[0] + (Math.floor((x - box[0]) / wide) + 0.5 + pixels * across) * wide,
        box[1] + (Math.floor((y - box[1]) / high) + 0.5 + pixels * down) * high,
      ];
      if (pixelAt(panel, scene.images.get(panel.axes), ...there)) return there;
    }
  }
  const boxes = [
    ...scene.spots,
    ...scene.panels
      .filter((one) => scene.images.has(one.axes))
      .map((p) => scene.images.get(p.axes).box),
  ];
  let best = null;
  for (const [left, top, wide, high] of boxes) {
    const middle = [left + wide / 2, top + high / 2];
    const ahead = (middle[0] - x) * across + (middle[1] - y) * down;
    const beside = Math.abs((middle[0] - x) * down) + Math.abs((middle[1] - y) * across);
    const away = ahead + 2 * beside;
    if (ahead > 1 && beside <= 2 * ahead && !(best?.away <= away)) best = { away, middle };
  }
  return best ? best.middle : [x, y];
}

const inside = ([left, top, wide, high], x, y) =>
  x >= left && y >= top && x < left + wide && y < top + high;
