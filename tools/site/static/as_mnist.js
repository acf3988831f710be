// Ink in the form that the network expects, as helpers/drawings.py makes it with Pillow.

const SIDE = 28;
const DIGIT = 20; // pixels of a digit's longer side

/** Ink as 28×28 pixels, where it is and as large as it is: means of areas. */
export function asDrawn(ink) {
  const long = Math.round(Math.sqrt(ink.length));
  const fine = long / SIDE;
  const page = new Float64Array(SIDE * SIDE);
  for (let row = 0, i = 0; row < long; row++) {
    const start = Math.floor(row / fine) * SIDE;
    for (let column = 0; column < long; column++, i++) {
      page[start + Math.floor(column / fine)] += ink[i] / fine ** 2;
    }
  }
  return page;
}

/** Ink, so many pixels high, scaled and centred as MNIST's images are; all zero without ink. */
export function asMnist(ink, high = Math.round(Math.sqrt(ink.length))) {
  const page = new Float32Array(SIDE * SIDE);
  const box = inkBox({ ink, high, wide: ink.length / high });
  if (!box) return page;
  const longest = Math.max(box.high, box.wide);
  const [high2, wide2] = [box.high, box.wide].map((side) =>
    Math.max(1, toEven((DIGIT * side) / longest)),
  );
  const digit = resized(box, high2, wide2, longest >= DIGIT ? BOX : BILINEAR);
  const masses = [new Float64Array(high2), new Float64Array(wide2)];
  digit.forEach((one, i) => {
    masses[0][Math.floor(i / wide2)] += one;
    masses[1][i % wide2] += one;
  });
  const [top, left] = masses.map(offset);
  for (let row = 0; row < high2; row++) {
    page.set(digit.subarray(row * wide2, (row + 1) * wide2), (top + row) * SIDE + left);
  }
  return page;
}

/** The part of the page that holds all of its ink; null without any. */
function inkBox({ ink, high, wide }) {
  let [top, bottom, left, right] = [high, -1, wide, -1];
  for (let row = 0, i = 0; row < high; row++) {
    for (let column = 0; column < wide; column++, i++) {
      if (ink[i] > 0) {
        top = Math.min(top, row);
        bottom = row; // rows come in order
        left = Math.min(left, column);
        right = Math.max(right, column);
      }
    }
  }
  if (bottom < 0) return null;
  const box = { high: bottom - top + 1, wide: right - left + 1 };
  box.ink = new Float32Array(box.high * box.wide);
  for (let row = 0; row < box.high; row++) {
    const start = (top + row) * wide + left;
    box.ink.set(ink.subarray(start, start + box.wide), row * box.wide);
  }
  return box;
}

/** Where to begin, so that the centre of mass is at the middle and all is on the page. */
function offset(mass) {
  const sum = mass.reduce((a, b) => a + b, 0);
  const centre = Number((mass.reduce((a, b, i) => a + b * i, 0) / sum).toFixed(4));
  return Math.min(Math.max(Math.ceil(SIDE / 2 - centre - 0.5), 0), SIDE - mass.length);
}

/** A number rounded; a half goes to the even neighbour, as in Python. */
function toEven(x) {
  const low = Math.floor(x);
  if (x - low === 0.5) return low + (low % 2);
  return Math.round(x);
}

// ---- Pillow's resize of one float channel, from its Resample.c ----

const BOX = { support: 0.5, at: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) };
const BILINEAR = { support: 1, at: (x) => Math.max(1 - Math.abs(x), 0) };

/** First along rows, then along columns, each pass rounded to float32; and from 0 to 1. */
function resized({ ink, high, wide }, toHigh, toWide, filter) {
  const across = alongRows(ink, wide, toWide, filter);
  const down = alongRows(turned(across, toWide), high, toHigh, filter);
  return turned(down, toHigh).map((one) => Math.min(Math.max(one, 0), 1));
}

function alongRows(ink, from, to, filter) {
  if (from === to) return ink;
  const weights = Array.from({ length: to }, (_, place) => weightsOf(place, from, to, filter));
  const scaled = new Float32Array((ink.length / from) * to);
  for (let start = 0, i = 0; start < ink.length; start += from) {
    for (const [first, own] of weights) {
      let sum = 0;
      for (let k = 0; k < own.length; k++) sum += own[k] * ink[start + first + k];
      scaled[i++] = sum;
    }
  }
  return scaled;
}

/** From which pixel on, and with which weights, pixels make the one at `place`. */
function weightsOf(place, from, to, { support, at }) {
  const scale = from / to;
  const stretch = Math.max(scale, 1);
  const centre = (place + 0.5) * scale;
  const first = Math.max(Math.trunc(centre - support * stretch + 0.5), 0);
  const end = Math.min(Math.trunc(centre + support * stretch + 0.5), from);
  const own = Array.from({ length: end - first }, (_, k) =>
    at((k + first - centre + 0.5) * (1 / stretch)),
  );
  const sum = own.reduce((a, b) => a + b, 0);
  return [first, own.map((weight) => (sum ? weight / sum : weight))];
}

/** Rows as columns. */
function turned(ink, wide) {
  const high = ink.length / wide;
  return Float32Array.from(ink, (_, i) => ink[(i % high) * wide + Math.floor(i / high)]);
}
