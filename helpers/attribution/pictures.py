"""Pictures of what a network has learned, by name; and what the data themselves look like."""

import numpy as np

from helpers.attribution.methods import METHODS
from helpers.attribution.pixels import pixel_products
from helpers.attribution.slopes import input_slopes
from helpers.attribution.units import top_k
from helpers.digits import as_pixels
from helpers.network import layer_names

RIDGE = 1  # of fitted pictures, as in `helpers.attribution.composition.linear_fits`
OWN_BASELINE = ("expected gradients",)  # which compares with other images


def class_difference(images, labels, of=1, minus=0):
    """The mean image of one class minus the mean image of another: float, shape (784,).

    Positive where class `of` has more ink than class `minus`.

    >>> class_difference(np.uint8([[255, 0], [0, 255], [0, 255]]), np.array([1, 0, 0])).tolist()
    [1.0, -1.0]
    """
    return (images[labels == of].mean(axis=0) - images[labels == minus].mean(axis=0)) / 255


def turned(network, picture=None):
    """A picture of the only hidden unit, or its negative, so that positive speaks for class 1.

    Which sign speaks for which class is an accident of the start: the outgoing weights say it.

    network: with one hidden unit and two classes, 784→1→2.
    picture: what to turn, for example its weights before training; ``W1[0]`` without it.

    >>> from helpers.network import Network
    >>> turned(Network((2, 1, 2), weights=[[[3, -1]], [[2], [-2]]])).tolist()
    [-3.0, 1.0]
    """
    picture = network.weights[0][0] if picture is None else picture
    zero, one = network.weights[1][:, 0]
    return picture if one >= zero else -picture


def pattern(images, weights):
    """How each pixel varies together with the pre-activation: ``cov(x) @ w``, shape (784,).

    It says what in the data goes with ``images @ weights``. For most weights, untrained ones too,
    that is the data's own main direction, so compare it with theirs. Haufe et al. (2014),
    doi:10.1016/j.neuroimage.2013.10.067.

    weights: of one hidden unit, (784,).

    >>> np.round(pattern(np.uint8([[0, 0], [255, 0]]), np.array([2.0, 5.0])), 3).tolist()
    [0.5, 0.0]
    """
    pixels = as_pixels(images)
    z = pixels @ np.asarray(weights, np.float32)  # the covariance of each pixel with these
    return (z - z.mean()) @ pixels / np.float32(len(pixels))


def _weights(network, image, digit, data):
    return network.weights[0][_strongest(network, digit)]


def _products(network, image, digit, data):
    return pixel_products(network, image, _strongest(network, digit))


def _composed(network, image, digit, data):
    *below, last = network.weights
    picture = last[digit]
    for W in reversed(below):
        picture = picture @ W
    return picture


def _gradient(network, image, digit, data):
    return input_slopes(network, image, _scores(network))[:, digit]


def _scores(network):
    return layer_names(network)[-2]


def _by(method):
    """The picture of a method's parts in the class's score."""

    def picture(network, image, digit, data):
        rng = np.random.default_rng(0)  # so that a picture stays the same
        return method(network, image, _scores(network), None, rng)[:, digit]

    return picture


def _expected_gradients(network, image, digit, data):
    rng = np.random.default_rng(0)
    method, scores = METHODS["expected gradients"], _scores(network)
    return method(network, image, scores, as_pixels(data), rng)[:, digit]


def _top_images(network, image, digit, data):
    pixels = as_pixels(data)
    return pixels[top_k(pixels @ _weights(network, image, digit, data), 9)].mean(axis=0)


def _pattern(network, image, digit, data):
    return pattern(data, _weights(network, image, digit, data))


def _fitted(network, image, digit, data):
    """As `linear_fits`, for one digit and by one number an image: fast where images are few."""
    pixels = as_pixels(data)
    scores = network.run(pixels).scores[:, digit].astype(float)
    apart = pixels - pixels.mean(axis=0, dtype=float)
    alike = apart @ apart.T + RIDGE * len(apart) * np.eye(len(apart))
    return np.linalg.solve(alike, scores - scores.mean()) @ apart


def _strongest(network, digit):
    """The hidden unit with the strongest weight into the class."""
    return int(network.weights[1][digit].argmax())


# Each is called as picture(network, image, digit, data) and returns one signed number a pixel.
PICTURES = {
    "weights": _weights,
    "products": _products,
    "composed": _composed,
    "gradient": _gradient,
} | {name: _by(METHODS[name]) for name in METHODS if name not in OWN_BASELINE}
# Made of many images, the data.
PAINTED = {
    "top images": _top_images,
    "Cov·w": _pattern,
    "fitted": _fitted,
    "expected gradients": _expected_gradients,
}
# About one hidden unit, so that there has to be one hidden layer.
OF_A_UNIT = ("weights", "products", "top images", "Cov·w")
OF_WEIGHTS = ("weights", "composed", "gradient", *list(PAINTED)[:3])  # to be multiplied by the ink


def pictures_of(network):
    """Those of `PICTURES` that a network has: with one hidden layer all, else what needs no unit.

    >>> from helpers.network import Network
    >>> pictures_of(Network((784, 10)))[:3]
    ['composed', 'gradient', 'single pixel']
    """
    one = len(network.sizes) == 3
    return [kind for kind in PICTURES if one or kind not in OF_A_UNIT]


def class_picture(network, image, digit, kind, data=None):
    """One of the series' pictures of a network, about one class: (784,).

    With one hidden layer all can be made. Four are about the hidden unit with the strongest weight
    into the class, the learner's recipe: ``"weights"`` and ``"products"``; ``"top images"``, the
    mean of the nine images of `data` that drive it highest; and ``"Cov·w"``, its `pattern` in them.
    The others are about the class's score, whatever the number of layers; ``"composed"`` are the
    weight matrices multiplied, ``W2[digit] @ W1``; ``"fitted"`` is the picture whose sums come
    nearest to the scores of `data`, with a ridge of 1; and ``"expected gradients"`` compare with
    these images.

    kind: one of `PICTURES`, or of `PAINTED`, which are made of data.
    data: images as bytes, nine at least.

    >>> from helpers.network import Network
    >>> tiny = Network((2, 1, 2), [[[4, -2]], [[1], [-1]]])
    >>> class_picture(tiny, np.ones(2), 0, "products").tolist()
    [4.0, -2.0]
    """
    return (PICTURES | PAINTED)[kind](network, image, digit, data)
