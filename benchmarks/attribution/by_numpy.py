"""The questions answered by helpers.attribution, and by loops as one would write them in numpy."""

import numpy as np

from benchmarks.attribution.questions import ORDERS, SEED, STEPS, Answers
from helpers import attribution
from helpers.attribution.ablation import leave_one_unit_out


class Contestant(Answers):
    """In numpy: ours and the naive loop; where there is a batch that one would think of, it too."""

    def __init__(self):
        super().__init__()
        black = np.zeros_like(self.image)
        for question, image in (("alone", self.image), ("alone, white", self.white)):
            self.ways |= {
                (question, "ours"): lambda image=image: self.effects(image, black),
                (question, "naive loop"): lambda image=image: each_alone(self.deep, image, black),
                (question, "one batch"): lambda image=image: in_a_batch(self.deep, image, black),
            }
        self.ways |= {
            ("removed", "ours"): lambda: self.effects(black, self.image),
            ("removed", "naive loop"): lambda: each_alone(self.deep, black, self.image),
            ("removed", "one batch"): lambda: in_a_batch(self.deep, black, self.image),
            ("path, one", "ours"): self.path_of_one,
            ("path, one", "naive loop"): lambda: path(self.deep, self.image, range(10)),
            ("path, many", "ours"): self.paths,
            ("path, many", "naive loop"): self.naive_paths,
            ("units", "ours"): self.units,
            ("units", "naive loop"): lambda: each_unit_out(self.flat, self.test),
            ("shapley", "ours"): self.shapley,
            ("shapley", "naive loop"): self.naive_shapley,
        }

    def expect(self, question, way, path, path_of_own):
        """Keep a way's values, and beside them those of the answers' own scores."""
        self.answer(question, way, path)
        values = np.load(path)
        if question == "units":  # what each image's own score loses by each unit
            before = self.flat.forward(self.test).scores
            rows = np.arange(len(before)), self.own_of_all
            np.save(path_of_own, (before[rows] - values[:, *rows]).T)
        elif question in ("alone", "alone, white", "removed"):
            np.save(path_of_own, values[:, self.own_of_one - 20])  # ten scores, ten outputs

    def effects(self, image, baseline):
        """For `removed` the picture is the baseline, and each pixel alone goes to black."""
        return [*attribution.all_single_pixel_effects(self.deep, image, baseline).values()]

    def path_of_one(self):
        return attribution.integrated_gradients(self.deep, self.image, "z3", steps=STEPS).T

    def paths(self):
        """All ten scores, since ours has them all at once; one of them is kept."""
        found = np.empty((len(self.own_of_many), 784), dtype=np.float32)
        for row, image, digit in zip(found, self.test, self.own_of_many, strict=False):
            parts = attribution.integrated_gradients(self.deep, image, "z3", steps=STEPS)
            row[:] = parts[:, digit]
        return found

    def naive_paths(self):
        pairs = zip(self.test, self.own_of_many, strict=False)
        return np.concatenate([path(self.deep, image, [digit]) for image, digit in pairs])

    def units(self):
        """From the pixels: the one forward pass counts too."""
        hidden = attribution.hidden_activations(self.flat, self.test)
        return leave_one_unit_out(self.flat, hidden, 0.0)

    def shapley(self):
        rng = np.random.default_rng(SEED)
        return attribution.shapley_values(self.deep, self.image, "z3", rng, permutations=ORDERS)[0]

    def naive_shapley(self):
        shares = np.zeros((784, 10), dtype=np.float32)
        for order in self.orders:
            pixels = np.zeros_like(self.image)
            before = forward(self.deep, pixels)[-2]
            for pixel in self.lit[order]:
                pixels[pixel] = self.image[pixel]
                after = forward(self.deep, pixels)[-2]
                shares[pixel] += after - before
                before = after
        return shares / ORDERS


def forward(network, x):
    """Every layer's values of one image, as a textbook writes it: [z1, h1, z2, ...]."""
    found, h = [], x
    for W, b in zip(network.weights, network.biases, strict=True):
        z = W @ h + b
        h = 1 / (1 + np.exp(-z))
        found += [z, h]
    powers = np.exp(z - z.max())
    return [*found[:-1], powers / powers.sum()]


def each_alone(network, image, baseline):
    """784 forward passes, each with one pixel changed."""
    before = np.concatenate(forward(network, baseline))
    effects = np.empty((len(image), len(before)), dtype=np.float32)
    for pixel in range(len(image)):
        changed = baseline.copy()
        changed[pixel] = image[pixel]
        effects[pixel] = np.concatenate(forward(network, changed)) - before
    return effects


def in_a_batch(network, image, baseline):
    """The same 784 images in one forward pass."""
    changed = np.tile(baseline, (len(image), 1))
    np.fill_diagonal(changed, image)
    found, h = [], np.vstack([baseline, changed])
    for W, b in zip(network.weights, network.biases, strict=True):
        z = h @ W.T + b
        h = 1 / (1 + np.exp(-z))
        found += [z, h]
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    found[-1] = powers / powers.sum(axis=1, keepdims=True)
    return [values[1:] - values[0] for values in found]


def path(network, image, digits):
    """Integrated gradients of some scores from black: at every step one gradient after the other.

    Returns
    -------
    ndarray of float32, shape (len(digits), 784)
    """
    total = np.zeros((len(digits), len(image)), dtype=np.float32)
    for place in (np.arange(STEPS, dtype=np.float32) + np.float32(0.5)) / np.float32(STEPS):
        activations = forward(network, place * image)[1::2]
        for row, digit in zip(total, digits, strict=True):
            slope = network.weights[-1][digit]
            below = zip(network.weights[-2::-1], activations[-2::-1], strict=True)
            for W, h in below:
                slope = (slope * h * (1 - h)) @ W
            row += slope
    return total / np.float32(STEPS) * image


def each_unit_out(network, images):
    """For each hidden unit one forward pass of all images, with this unit's activation at zero."""
    (W1, W2), (b1, b2) = network.weights, network.biases
    for unit in range(len(W1)):
        h = 1 / (1 + np.exp(-(images @ W1.T + b1)))
        h[:, unit] = 0
        yield h @ W2.T + b2
