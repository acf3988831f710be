// A network without a kernel: read from its file, run, and a class's score taken apart.
//
// tools/site/weights.py writes the file: a line of JSON, then float32, all of it packed by gzip.

const FUNCTIONS = {
  sigmoid: (z) => z.map((one) => (1 + Math.tanh(one / 2)) / 2),
  tanh: (z) => z.map((one) => Math.tanh(one)),
  relu: (z) => z.map((one) => Math.max(one, 0)),
  "leaky relu": (z) => z.map((one) => Math.max(one, 0.01 * one)),
  softmax(z) {
    const largest = Math.max(...z);
    const powers = z.map((one) => Math.exp(one - largest));
    const sum = powers.reduce((a, b) => a + b, 0);
    return powers.map((power) => power / sum);
  },
};

/** The address of a file of this site, whole; a page asks no other machine. */
export function beside(url, page = document.baseURI) {
  const address = new URL(url, page);
  if (address.protocol !== "data:" && address.origin !== new URL(page).origin) {
    throw new Error(`${url} is on another machine: expected a file of this site`);
  }
  return address;
}

/** The network in a file of this site. */
export async function loadNetwork(url) {
  const answer = await fetch(beside(url));
  if (!answer.ok) throw new Error(`${url} was answered with ${answer.status}: expected a network`);
  return await readNetwork(await answer.arrayBuffer());
}

/** The network in the bytes of a file; a server may have unpacked them on the way. */
export async function readNetwork(bytes) {
  const packed = new Uint8Array(bytes);
  const isPacked = packed[0] === 0x1f && packed[1] === 0x8b;
  const buffer = isPacked ? await unpacked(packed) : packed.slice().buffer;
  const end = new Uint8Array(buffer).indexOf(10) + 1;
  if (end === 0 || (buffer.byteLength - end) % 4) throw new Error("not a file of a network");
  const head = JSON.parse(new TextDecoder().decode(buffer.slice(0, end)));
  return new Network(head, new Float32Array(buffer.slice(end)));
}

function unpacked(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

const indexOfLargest = (numbers) => numbers.indexOf(Math.max(...numbers));

/** A fully connected network, as `Network` in helpers/network.py; sums are float64. */
export class Network {
  /** `numbers`: of each layer the weights, row by row, then the biases. */
  constructor({ sizes, activations, classes }, numbers) {
    Object.assign(this, { sizes, activations, classes });
    this.names = classes ?? Array.from({ length: sizes.at(-1) }, (_, c) => String(c));
    this.weights = [];
    this.biases = [];
    let from = 0;
    const take = (n) => {
      from += n;
      return numbers.subarray(from - n, from);
    };
    activations.forEach((name, layer) => {
      if (!(name in FUNCTIONS)) {
        throw new Error(`a layer of ${name}: expected ${Object.keys(FUNCTIONS).join(", ")}`);
      }
      this.weights.push(take(sizes[layer] * sizes[layer + 1]));
      this.biases.push(take(sizes[layer + 1]));
    });
    if (from !== numbers.length) {
      throw new Error(`${numbers.length} numbers: expected ${from} for ${sizes.join("→")}`);
    }
  }

  /** All pre-activations z and activations h of one image. */
  forward(x) {
    if (x.length !== this.sizes[0]) {
      throw new Error(`an image of ${x.length} pixels: expected ${this.sizes[0]}`);
    }
    const z = [];
    const h = [];
    this.activations.forEach((name, layer) => {
      z.push(product(this.weights[layer], h.at(-1) ?? x, this.biases[layer]));
      h.push(FUNCTIONS[name](z.at(-1)));
    });
    return { x, z, h, outputs: h.at(-1), scores: z.at(-1), answer: indexOfLargest(z.at(-1)) };
  }

  /**
   * What each unit of the last hidden layer adds to the score of class `c`, the largest first, ties
   * by unit, and the bias: together they are the score. Without a hidden layer units are pixels.
   */
  contributions(run, c) {
    const h = run.h.at(-2) ?? run.x;
    const outgoing = this.weights.at(-1).subarray(c * h.length, (c + 1) * h.length);
    const units = Array.from(h, (one, unit) => ({ unit, value: outgoing[unit] * one }));
    return { units: units.sort((a, b) => b.value - a.value), bias: this.biases.at(-1)[c] };
  }
}

function product(weights, x, biases) {
  return Float64Array.from(biases, (bias, row) => {
    let sum = 0;
    for (let i = 0, w = row * x.length; i < x.length; i++, w++) sum += weights[w] * x[i];
    return sum + bias;
  });
}
