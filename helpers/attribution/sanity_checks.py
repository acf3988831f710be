"""Sanity checks: networks that know nothing, or the same, and images that nobody trained for.

A picture that stays the same in a network that knows nothing does not show what a network knows:
Adebayo et al. (2018), arXiv:1810.03292.
"""

from dataclasses import replace

import numpy as np

# Five columns and seven rows a letter, as on an old display.
LETTERS = {
    "H": ("#...#", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"),
    "F": ("#####", "#....", "#....", "####.", "#....", "#....", "#...."),
}
CELL = 3  # pixels


def control_networks(network, second, chance, rng):
    """A trained network and the four that its pictures are compared with: a dict by name.

    ``"tidy"``, ``"second tidy"``, ``"shuffled"``, ``"random labels"`` and ``"untrained"``. Adebayo
    et al. (2018), arXiv:1810.03292; for the random labels also Zhang et al. (2017),
    arXiv:1611.03530.

    network: with its start, the untrained one.
    second: trained by the same recipe from another seed.
    chance: trained by the same recipe on labels drawn by chance.
    rng: shuffles the output weights.
    """
    return {
        "tidy": network,
        "second tidy": second,
        "shuffled": shuffled_outputs(network, rng),
        "random labels": chance,
        "untrained": network.start,
    }


def eight_networks(network, second, chance, rng):
    """`control_networks` and three more that know nothing: a dict of eight by name, two trained.

    ``"second tidy, shuffled"``, ``"second tidy, untrained"`` and ``"untrained, shuffled"``.

    second: with its start too. chance: trained on labels drawn by chance. rng: shuffles.
    """
    return control_networks(network, second, chance, rng) | {
        "second tidy, shuffled": shuffled_outputs(second, rng),
        "second tidy, untrained": second.start,
        "untrained, shuffled": shuffled_outputs(network.start, rng),
    }


def shuffled_outputs(network, rng):
    """The network with the weights into its outputs shuffled; the hidden layer stays as it is.

    >>> from helpers.network import Network
    >>> tiny = Network((1, 2, 2), [[[5], [6]], [[1, 2], [3, 4]]])
    >>> mixed = shuffled_outputs(tiny, np.random.default_rng(0))
    >>> sorted(mixed.weights[1].ravel().tolist()), mixed.weights[0].ravel().tolist()
    ([1.0, 2.0, 3.0, 4.0], [5.0, 6.0])
    """
    *others, last = network.weights
    mixed = rng.permutation(last.ravel()).reshape(last.shape)
    return replace(network, weights=[*others, mixed])


def shuffled_layers(network, rng):
    """The network with the weights of each layer shuffled: the same numbers, placed by chance.

    Of any network there is such a control, which knows nothing, without another training.

    >>> from helpers.network import Network
    >>> tiny = Network((1, 2, 2), [[[5], [6]], [[1, 2], [3, 4]]])
    >>> mixed = shuffled_layers(tiny, np.random.default_rng(0))
    >>> [sorted(W.ravel().tolist()) for W in mixed.weights]
    [[5.0, 6.0], [1.0, 2.0, 3.0, 4.0]]
    """
    mixed = [rng.permutation(W.ravel()).reshape(W.shape) for W in network.weights]
    return replace(network, weights=mixed)


def shifted(images, right=0, down=0):
    """Images moved by whole pixels; what leaves the page is lost, paper follows.

    images: one or several, bytes or floats from 0 to 1; the result is of the same shape and type.
    right, down: from -28 to 28.

    >>> page = np.zeros(784, dtype=np.uint8)
    >>> page[0] = 255
    >>> int(shifted(page, right=2, down=1).argmax())  # row 1, column 2
    30
    """
    padded = np.pad(images.reshape(-1, 28, 28), ((0, 0), (28, 28), (28, 28)))
    moved = padded[:, 28 - down : 56 - down, 28 - right : 56 - right]
    return np.ascontiguousarray(moved).reshape(images.shape)


def inverted(images):
    """Images with ink and paper exchanged.

    images: as for `shifted`.

    >>> inverted(np.full(784, 255, dtype=np.uint8)).max()
    np.uint8(0)
    """
    return (255 if images.dtype == np.uint8 else images.dtype.type(1)) - images


def noise(n, rng):
    """`n` images whose pixels are bytes drawn by chance, all values equally likely."""
    return rng.integers(0, 256, (n, 784), dtype=np.uint8)


def random_steps(lengths, n_inputs, rng):
    """Steps in random directions, all equally likely: (n, n_inputs).

    lengths: of each step, (n,).

    >>> steps = random_steps([1.0, 5.0], 784, np.random.default_rng(0))
    >>> np.linalg.norm(steps, axis=1).round(6).tolist()
    [1.0, 5.0]
    """
    steps = rng.normal(size=(len(lengths), n_inputs))
    return steps * (np.asarray(lengths) / np.linalg.norm(steps, axis=1))[:, None]


def letter(name):
    """One of `LETTERS` in soft strokes, as bytes: ink as a digit has, and none of the ten.

    >>> print(letter("H").reshape(28, 28)[5, 5:22] // 128)  # a row above the bar: two stems
    [0 1 1 1 0 0 0 0 0 0 0 0 0 1 1 1 0]
    """
    cells = np.array([[mark == "#" for mark in row] for row in LETTERS[name]], dtype=float)
    page = np.zeros((28, 28))
    page[3:24, 6:21] = cells.repeat(CELL, axis=0).repeat(CELL, axis=1)
    for axis in (0, 1):  # soften the edges as a pen does
        page = (np.roll(page, 1, axis) + 2 * page + np.roll(page, -1, axis)) / 4
    return np.round(255 * page).astype(np.uint8).reshape(784)


def oddities(image, rng):
    """A digit, and images that a network was not trained for: a dict of bytes, (784,), by name.

    image: bytes. rng: draws the noise.
    """
    return {
        "the digit": image,
        "shifted": shifted(image, right=4),
        "inverted": inverted(image),
        "blank": np.zeros(784, dtype=np.uint8),
        "grey": np.full(784, 128, dtype=np.uint8),
        "noise": noise(1, rng)[0],
        "letter H": letter("H"),
        "letter F": letter("F"),
    }
