// What was done on the pad: a list of actions, and how they are drawn on a canvas.
//
// raster.py makes ink of the same list. Places are in pixels of the network's image, 28 to a side.

export const SIDE = 28;
const NEAR = 0.2; // pixels; a place nearer to the last one is left out
const INK = "#000";

/** The actions, with places added to the last one; those too near to the one before are left out. */
export function extended(actions, places) {
  const last = actions.at(-1);
  const points = [...last.points];
  for (const [x, y] of places) {
    const far = Math.hypot(x - points.at(-2), y - points.at(-1));
    if (far >= NEAR) points.push(round(x), round(y));
  }
  return points.length === last.points.length ? actions : actions.with(-1, { ...last, points });
}

export const round = (x) => Math.round(100 * x) / 100;

/** Where a pen that moves by whole pixels ends: always in the middle of one, and on the pad. */
export function moved([x, y], [across, down], pixels) {
  const to = (place, by) => Math.min(Math.max(Math.floor(place) + by * pixels, 0), SIDE - 1) + 0.5;
  return [to(x, across), to(y, down)];
}

/** Draw all actions; `pictures` are what images of them look like, by number. */
export function drawAll(context, actions, pictures, scale) {
  context.save();
  context.scale(scale, scale);
  context.imageSmoothingEnabled = false;
  context.lineCap = context.lineJoin = "round";
  const blank = () => {
    context.fillStyle = "white";
    context.fillRect(0, 0, SIDE, SIDE);
  };
  blank();
  for (const action of actions) {
    if (action.tool === "clear") blank();
    else if (action.tool === "image") {
      if (pictures[action.number]) context.drawImage(pictures[action.number], 0, 0, SIDE, SIDE);
    } else if (action.tool === "pixel") fillPixels(context, action.points);
    else drawLine(context, action);
  }
  context.restore();
}

function drawLine(context, { tool, width, points }) {
  context.strokeStyle = tool === "eraser" ? "white" : INK;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(points[0], points[1]);
  for (let i = 0; i < points.length; i += 2) context.lineTo(points[i], points[i + 1]);
  context.stroke();
}

function fillPixels(context, points) {
  context.fillStyle = INK;
  for (let i = 0; i < points.length; i += 2) {
    const from = Math.max(i - 2, 0);
    const [x, y] = [points[i] - points[from], points[i + 1] - points[from + 1]];
    const steps = Math.max(Math.ceil(4 * Math.max(Math.abs(x), Math.abs(y))), 1);
    for (let step = 0; step <= steps; step++) {
      const [column, row] = [
        points[from] + (x * step) / steps,
        points[from + 1] + (y * step) / steps,
      ];
      context.fillRect(Math.floor(column), Math.floor(row), 1, 1);
    }
  }
}

/** A picture of grey bytes, given as text, as something that a canvas can draw. */
export function pictureOf(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const side = Math.round(Math.sqrt(bytes.length));
  const canvas = new OffscreenCanvas(side, side);
  const colours = Uint32Array.from(bytes, (ink) => 0xff000000 | ((255 - ink) * 0x010101));
  const data = new ImageData(new Uint8ClampedArray(colours.buffer), side, side);
  canvas.getContext("2d").putImageData(data, 0, 0);
  return canvas;
}

/** Lines between the pixels of the network's image. */
export function drawGrid(context) {
  context.strokeStyle = "#8c8c8c66";
  context.lineWidth = 0.04;
  context.beginPath();
  for (let line = 0; line <= SIDE; line++) {
    context.moveTo(line, 0);
    context.lineTo(line, SIDE);
    context.moveTo(0, line);
    context.lineTo(SIDE, line);
  }
  context.stroke();
}

/** A cross for the pen of the keyboard: filled where it is down, seen on ink and on paper. */
export function drawPen(context, { place: [x, y], down }) {
  for (const [colour, width] of [
    ["white", 0.5],
    ["#c76a00", 0.25],
  ]) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.arc(x, y, down ? 0.5 : 1, 0, 2 * Math.PI);
    context.stroke();
  }
}
