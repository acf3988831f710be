// From strokes to ink, as helpers/pad/raster.py makes it: the network's image, ten times finer.

const SIDE = 28;
const FINE = 10;
export const LONG = SIDE * FINE; // fine pixels on a side

/** The ink of some actions. Following a stroke that grows draws only what is new of it. */
export class Ink {
  constructor() {
    this.ink = new Float32Array(LONG * LONG);
    this.done = [];
  }

  /** Become the ink of these actions; `images` are those that actions put down, as text. */
  follow(actions, images = []) {
    if (!this.canGoOn(actions)) {
      this.ink.fill(0);
      this.done = [];
    }
    const n = this.done.length;
    if (n && this.done[n - 1] !== actions[n - 1]) {
      this.act(actions[n - 1], images, this.done[n - 1].points.length - 2);
    }
    for (const action of actions.slice(n)) this.act(action, images);
    this.done = actions;
    return this.ink;
  }

  /** Whether all that was done still holds, the last one perhaps with more points. */
  canGoOn(actions) {
    const n = this.done.length;
    if (n > actions.length || this.done.some((one, i) => i < n - 1 && one !== actions[i])) {
      return false;
    }
    const [last, now] = [this.done.at(-1), actions[n - 1]];
    return (
      last === now ||
      (Boolean(last.points && now.points) &&
        last.tool === now.tool &&
        last.width === now.width &&
        last.points.every((one, i) => one === now.points[i]))
    );
  }

  act({ tool, width, points, number }, images, from = 0) {
    if (tool === "clear") this.ink.fill(0);
    else if (tool === "image") this.put(images[number]);
    else {
      const places = points.slice(from);
      if (places.length === 2) places.push(...places);
      for (let i = 2; i < places.length; i += 2) {
        const ends = places.slice(i - 2, i + 2);
        if (tool === "pixel") this.fill(...ends);
        else this.line(ends, width, tool === "eraser");
      }
    }
  }

  /** Put a picture of bytes down, 28 or 280 to a side. */
  put(text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const scale = LONG / Math.round(Math.sqrt(bytes.length));
    for (let row = 0; row < LONG; row++) {
      const start = Math.floor(row / scale) * (LONG / scale);
      for (let column = 0; column < LONG; column++) {
        this.ink[row * LONG + column] = bytes[start + Math.floor(column / scale)] / 255;
      }
    }
  }

  /** Fill every pixel on the way. */
  fill(ax, ay, bx, by) {
    const steps = Math.ceil(4 * Math.max(Math.abs(bx - ax), Math.abs(by - ay)));
    for (let step = 0; step <= steps; step++) {
      const at = (a, b) => Math.floor(step === steps ? b : step * ((b - a) / steps) + a);
      const [column, row] = [at(ax, bx), at(ay, by)];
      if (Math.min(column, row) < 0 || Math.max(column, row) >= SIDE) continue;
      for (let y = row * FINE; y < (row + 1) * FINE; y++) {
        this.ink.fill(1, y * LONG + column * FINE, y * LONG + (column + 1) * FINE);
      }
    }
  }

  /** A line with round ends; at its edge a fine pixel is inked in part. */
  line(ends, width, isErased) {
    const [ax, ay, bx, by] = ends.map((place) => place * FINE);
    const radius = (width * FINE) / 2;
    const [left, right] = reach(ax, bx, radius);
    const [top, bottom] = reach(ay, by, radius);
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    for (let row = top; row < bottom; row++) {
      const y = row + 0.5 - ay;
      for (let column = left; column < right; column++) {
        const x = column + 0.5 - ax;
        const share = length ? limited((x * (bx - ax) + y * (by - ay)) / length) : 0;
        const away = Math.sqrt((x - share * (bx - ax)) ** 2 + (y - share * (by - ay)) ** 2);
        const covered = limited(radius - away + 0.5);
        const here = row * LONG + column;
        if (isErased) this.ink[here] = Math.min(this.ink[here], 1 - covered);
        else this.ink[here] = Math.max(this.ink[here], covered);
      }
    }
  }
}

const limited = (share) => Math.min(Math.max(share, 0), 1);

/** From where to where, in fine pixels on the pad, a line may leave ink. */
function reach(a, b, radius) {
  const onPad = (place) => Math.min(Math.max(place, 0), LONG);
  const [low, high] = [Math.min(a, b) - radius - 1, Math.max(a, b) + radius + 1];
  return [onPad(Math.floor(low)), onPad(Math.ceil(high))];
}
