// Frames: from the bytes that recorder.py writes to a drawing on a canvas.

const MOST_READY = 64 * 2 ** 20; // bytes of pictures that are kept ready to be drawn

// ---- Blobs: from bytes to things that can be drawn -----------------------------------------

/** What the kernel has deflated as one stream, frame by frame. */
export class Inflating {
  constructor() {
    const { readable, writable } = new DecompressionStream("deflate");
    [this.reader, this.writer] = [readable.getReader(), writable.getWriter()];
  }

  /** The next bytes of the stream, so many. */
  async next(bytes, length) {
    const whole = new Uint8Array(length);
    this.writer.write(new Uint8Array(bytes)).catch(() => {}); // then nothing can be read either
    for (let at = 0; at < length; ) {
      const { value } = await this.reader.read();
      whole.set(value, at);
      at += value.length;
    }
    return whole.buffer;
  }
}

/** A frame's bytes: what it tells, in JSON of that length, and its blobs. */
export function opened(whole, length) {
  const told = new TextDecoder().decode(new Uint8Array(whole, 0, length));
  return [JSON.parse(told), whole.slice(length)];
}

/** Split one buffer into the blobs that it holds, [[name, length], …]. */
export function split(buffer, lengths) {
  let end = 0;
  return lengths.map(([name, length]) => {
    end += length;
    return [name, buffer.slice(end - length, end)];
  });
}

/** Read a blob: its operations, each with `numbers`, the bytes that belong to it. */
export function decode(blob) {
  const length = new DataView(blob).getUint32(0, true);
  const text = new TextDecoder().decode(new Uint8Array(blob, 4, length));
  return JSON.parse(text).map((operation) => ({
    ...operation,
    numbers: blob.slice(4 + length + operation.at),
  }));
}

/** The box of an image in whole pixels, where it is not clipped: left, top, right, bottom. */
export function wholePixels([x, y, width, height], clip) {
  const round = (edge) => Math.floor(edge + 0.5);
  return [
    round(Math.max(x, clip[0])),
    round(Math.max(y, clip[1])),
    round(Math.min(x + width, clip[0] + clip[2])),
    round(Math.min(y + height, clip[1] + clip[3])),
  ];
}

/** The place of a value's colour in a map: then come too low, too high and missing. */
export function colourOf(value, [low, high], count) {
  if (Number.isNaN(value)) return count + 2;
  const share = high > low ? (value - low) / (high - low) : 0;
  if (share < 0) return count;
  if (share > 1) return count + 1;
  return Math.min(Math.floor(share * count), count - 1);
}

/** An image at the resolution of the screen: for each pixel the colour of the nearest value. */
export function sample(image, values, colours) {
  const [left, top, right, bottom] = wholePixels(image.box, image.clip);
  const [rows, columns] = image.shape;
  const [x, y, width, height] = image.box;
  const wide = Math.max(right - left, 0);
  const high = Math.max(bottom - top, 0);
  const nearest = (place, start, length, count) =>
    Math.min(Math.max(Math.floor(((place + 0.5 - start) / length) * count), 0), count - 1);
  const across = Array.from({ length: wide }, (_, i) => nearest(left + i, x, width, columns));
  const pixels = new Uint32Array(wide * high);
  for (let line = 0, before = -1; line < high; line++) {
    const row = nearest(top + line, y, height, rows);
    const at = line * wide;
    if (row === before) {
      pixels.copyWithin(at, at - wide, at);
    } else {
      for (let i = 0; i < wide; i++) {
        const value = values[row * columns + across[i]];
        pixels[at + i] = colours[colourOf(value, image.limits, colours.length - 3)];
      }
    }
    before = row;
  }
  return { box: [left, top, wide, high], pixels };
}

let scratch; // one canvas for all: to make one takes longer than to fill it

function bitmapOf(width, height, paint) {
  scratch ??= new OffscreenCanvas(1, 1);
  [scratch.width, scratch.height] = [Math.max(width, 1), Math.max(height, 1)];
  paint(scratch.getContext("2d"));
  return scratch.transferToImageBitmap();
}

function bitmap(pixels, width, height) {
  return bitmapOf(width, height, (context) => {
    if (width === 0 || height === 0) return;
    const data = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, 4 * width * height);
    context.putImageData(new ImageData(data, width, height), 0, 0);
  });
}

/** The pixels of a mask in a colour, which recorder.py writes as rgb(red green blue / opacity). */
export function inked(mask, colour) {
  const [red, green, blue, opacity] = colour.match(/[\d.]+/g).map(Number);
  const ink = red | (green << 8) | (blue << 16);
  const pixels = new Uint32Array(mask.length);
  for (let i = 0; i < mask.length; i++) pixels[i] = ink | (Math.round(opacity * mask[i]) << 24);
  return pixels;
}

function tracePath(corners) {
  const path = new Path2D();
  for (let i = 0; i < corners.length; i += 3) {
    const [x, y, code] = corners.subarray(i, i + 3);
    if (code === 1) path.moveTo(x, y);
    else if (code === 2) path.lineTo(x, y);
    else if (code === 79) path.closePath();
  }
  return path;
}

/** Make an operation ready to be drawn any number of times. */
function prepare({ numbers, ...operation }, blobs) {
  const { kind, box } = operation;
  if (kind === "path") {
    const all = new Float32Array(numbers, 0, 3 * operation.corners + 2 * operation.places);
    const path = tracePath(all.subarray(0, 3 * operation.corners));
    return { ...operation, path, places: all.subarray(3 * operation.corners) };
  }
  if (kind === "image") {
    const [rows, columns] = operation.shape;
    const values = new Float32Array(numbers, 0, rows * columns);
    const sampled = sample(operation, values, new Uint32Array(blobs.get(operation.colours)));
    const [, , width, height] = sampled.box;
    const drawn = bitmap(sampled.pixels, width, height);
    return { ...operation, values, at: sampled.box, bitmap: drawn, clip: null };
  }
  const [, , width, height] = box;
  const drawn =
    kind === "mask"
      ? bitmap(inked(new Uint8Array(numbers, 0, width * height), operation.colour), width, height)
      : bitmap(new Uint8Array(numbers, 0, 4 * width * height), width, height);
  return { ...operation, at: box, bitmap: drawn };
}

// ---- Drawing ---------------------------------------------------------------------------------

function drawPath(context, { path, places, fill, stroke, ...style }) {
  context.lineWidth = style.width ?? 1;
  context.lineCap = style.cap ?? "butt";
  context.lineJoin = style.join ?? "miter";
  context.miterLimit = 4; // as Agg
  context.setLineDash(style.dashes ?? []);
  context.lineDashOffset = style.offset ?? 0;
  for (let i = 0; i < places.length; i += 2) {
    context.save();
    context.translate(places[i], places[i + 1]);
    if (fill) {
      context.fillStyle = fill;
      context.fill(path);
    }
    if (stroke) {
      context.strokeStyle = stroke;
      context.stroke(path);
    }
    context.restore();
  }
}

/** Draw operations in their order. */
export function draw(context, operations) {
  for (const operation of operations) {
    context.save();
    if (operation.clip) {
      context.beginPath();
      context.rect(...operation.clip);
      context.clip();
    }
    if (operation.path) drawPath(context, operation);
    else context.drawImage(operation.bitmap, operation.at[0], operation.at[1]);
    context.restore();
  }
}

/** The whole picture of a frame, painted ahead: to show it is then one copy. */
export function picture([width, height], operations) {
  return bitmapOf(width, height, (context) => draw(context, operations));
}

const weightOf = (operations) =>
  operations.reduce((sum, { bitmap: b }) => sum + (b ? 4 * b.width * b.height : 0), 0);

/** What has been sent: blobs by name, made ready when drawn; the last used ones stay ready. */
export class Store {
  constructor() {
    this.blobs = new Map();
    this.names = []; // of all blobs, in the order in which they came
    this.ready = new Map(); // in the order of use
    this.weight = 0;
  }

  add(buffer, lengths) {
    for (const [known, blob] of split(buffer, lengths)) {
      const name = known ?? this.names.length; // only what another blob names has a name
      this.blobs.set(name, blob);
      this.names.push(name);
    }
  }

  /** What a blob of JSON says, by its place; of none nothing. */
  said(place) {
    return place == null
      ? []
      : JSON.parse(new TextDecoder().decode(this.blobs.get(this.names[place])));
  }

  /** Make ready what is not, as long as there is time; returns whether all is. */
  prepare(names, isTime) {
    for (const name of names) {
      if (this.ready.has(name)) continue;
      if (!isTime()) return false;
      this.made(name);
    }
    return true;
  }

  operations(names) {
    const found = names.flatMap((name) => this.made(name));
    this.tidy(new Set(names));
    return found;
  }

  made(name) {
    let operations = this.ready.get(name);
    if (!operations) {
      operations = decode(this.blobs.get(name)).map((one) => prepare(one, this.blobs));
      this.weight += weightOf(operations);
    }
    this.ready.delete(name);
    this.ready.set(name, operations);
    return operations;
  }

  /** On a fine screen a picture of 3 KB takes megabytes: those not used for long are made again. */
  tidy(used) {
    for (const [name, operations] of this.ready) {
      if (this.weight <= MOST_READY || used.has(name)) return;
      this.ready.delete(name);
      this.weight -= weightOf(operations);
    }
  }
}
