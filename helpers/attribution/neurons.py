"""Everything that one unit does with one image: its sum, its activation, and what it passes on."""

from dataclasses import dataclass, replace

import numpy as np

from helpers.attribution.pixels import pixel_products
from helpers.attribution.slopes import input_slopes
from helpers.network import ACTIVATIONS, Activation, of_one_score
from helpers.words import as_factors, as_summands, plain_number, signed_number

MOST = 8  # outgoing weights that are shown where the next layer is hidden too, or has more classes
FEW = 10  # classes that are all shown


@dataclass(frozen=True, eq=False)
class Neuron:
    """What one unit does with one image.

    The positive products, the negative ones and the bias add up to z. Where there is a ``before``,
    they are what has been added since, and add up to z with the z that was. In the first hidden
    layer they are those of the pixels. Deeper, a unit has no weights for pixels: it multiplies the
    activations below, and its pictures are slopes at this image.

    Attributes
    ----------
    unit : int
    image, weights, products : ndarray, shape (784,)
        Products are weights times image, pixel by pixel. Of a deeper unit, slopes of z instead of
        weights.
    terms : ndarray, shape (n_below,)
        What adds up, with the bias, to z: the products, or weights times the activations below.
    bias, z, h, slope : float
        The bias, the pre-activation, the activation, and how steep the activation function is at z.
    activation : helpers.network.Activation
    outgoing, adds : ndarray, shape (n_next,)
        The unit's weights to the next layer, and what it adds there: these weights times h.
    classes : tuple of str, or None
        What the units of the next layer are called if that is the last one.
    layer : int
        The unit's own, counted from 1.
    name : str
        What it is called where it is a class itself, of a network without a hidden layer.
    before : Neuron or None
        The same unit with the same image in an earlier network.
    """

    unit: int
    image: np.ndarray
    weights: np.ndarray
    products: np.ndarray
    terms: np.ndarray
    bias: float
    z: float
    h: float
    slope: float
    activation: Activation
    outgoing: np.ndarray
    adds: np.ndarray
    classes: tuple | None
    layer: int = 1
    name: str = ""
    before: "Neuron | None" = None

    @property
    def written(self):
        """The sum as it is written: z before, or 0; what is red; what is blue; the bias."""
        red, blue = self.terms[self.terms > 0].sum(), self.terms[self.terms < 0].sum()
        was = self.before.z if self.before else 0.0
        was, bias, red, blue = as_summands([was, self.bias, red, blue])
        return was, red, blue, bias

    @property
    def receivers(self):
        """The units of the next layer that are shown: ten classes, or the largest weights."""
        if self.classes and len(self.classes) <= FEW:
            return np.arange(len(self.outgoing))
        return np.argsort(-np.abs(self.outgoing), kind="stable")[:MOST]

    def in_words(self):
        """The sum, the activation, and what the unit adds most to."""
        was, red, blue, bias = self.written
        h, formula = plain_number(self.h), self.activation.formula
        those = ("the red products sum", "blue ones")
        if self.layer > 1:
            above = f"the products with the activations of layer {self.layer - 1} that are above 0"
            those = (f"{above} sum", "others")
        parts = (
            f"{those[0]} to {signed_number(red)}, the {those[1]} to "
            f"{signed_number(blue)}, together {signed_number(red + blue)}. With the bias, "
            f"{signed_number(bias)}, "
        )
        z = signed_number(was + red + blue + bias)
        if self.before:
            return (
                f"Of what training added to {self._called}, {parts}z went from "
                f"{signed_number(was)} to {z} and {formula} from {plain_number(self.before.h)} "
                f"to {h}.{self._of_slopes()}"
            )
        if self.name:
            return (
                f"There is no hidden layer: the picture is that of {self._called}. There {parts}"
                f"the score is {z}, and the output, {formula}, is {h}."
            )
        return (
            f"In {self._called} {parts}z = {z} and {formula} = {h}. The slope there is "
            f"{plain_number(self.slope, 3)}. {self._passes_on()}{self._of_slopes()}"
        )

    @property
    def _called(self):
        if self.name:
            return f"class {self.name}"
        return f"unit {self.unit}" + (f" of hidden layer {self.layer}" if self.layer > 1 else "")

    def _of_slopes(self):
        if self.layer == 1:
            return ""
        return (
            " It has no weights for pixels: its pictures are the slopes at this image, how much z "
            "grows with each pixel's ink."
        )

    def product_in_words(self, receiver):
        """What the unit adds to one unit of the next layer, as it is written: a product."""
        weight, added = float(self.outgoing[receiver]), float(self.adds[receiver])
        decimals = as_factors(self.h, weight)
        return (
            f"{plain_number(self.h, decimals)} × {signed_number(weight, decimals)} = "
            f"{signed_number(added)}"
        )

    def _passes_on(self):
        most = int(np.abs(self.adds).argmax())
        whose = f"z of unit {most} in the next layer"
        if self.classes:
            whose = f"the score of {self.classes[most]}"
        does = "takes most from" if self.adds[most] < 0 else "adds most to"
        if not self.adds[most]:
            return "It adds nothing to the next layer."
        return f"It {does} {whose}: {self.product_in_words(most)}."


def neuron(network, image, unit, since=None, layer="h1"):
    """What one hidden unit does with an image, as a `Neuron`.

    since: an earlier network, such as ``network.start``: weights, products and bias are then what
    has been added since. layer: which hidden layer's unit, ``"h1"``, ``"h2"`` and so on.

    >>> from helpers.network import Network
    >>> tiny = Network((3, 1, 2), weights=[[[2, -1, 5]], [[1], [-4]]], hidden="relu")
    >>> found = neuron(tiny, np.array([1.0, 0.5, 0.0]), unit=0)
    >>> found.written, found.z, found.adds.tolist()
    ((0.0, 2.0, -0.5, 0.0), 1.5, [1.5, -6.0])
    """
    depth, last = int(layer[1:]), len(network.weights)
    activation = ACTIVATIONS[network.hidden]
    if depth == 1:
        weights, products = network.weights[0][unit], pixel_products(network, image, unit)
        terms = products
    else:
        weights = input_slopes(network, image, f"z{depth}")[:, unit]
        products = weights * image
        terms = network.weights[depth - 1][unit] * network.run(image).h[depth - 2]
    bias = network.biases[depth - 1][unit]
    z = terms.sum() + bias
    outgoing = np.zeros(0, np.float32)
    if depth < last:
        outgoing = network.weights[depth][:, unit]
    else:  # a class, of a network without a hidden layer
        activation = of_one_score(network.output, network.run(image).scores, unit)
    h = activation.function(z)
    found = Neuron(
        unit,
        image,
        weights,
        products,
        terms,
        float(bias),
        float(z),
        float(h),
        float(activation.slope(h)),
        activation,
        outgoing,
        outgoing * h,
        network.names if depth == last - 1 else None,
        depth,
        network.names[unit] if depth == last else "",
    )
    if since is None:
        return found
    was = neuron(since, image, unit, layer=layer)
    return replace(
        found,
        weights=found.weights - was.weights,
        products=found.products - was.products,
        terms=found.terms - was.terms,
        bias=found.bias - was.bias,
        before=was,
    )


def lead_of_favourite(weights, means):
    """What lifts each unit's favourite digit above the average digit: more red, and less blue.

    A unit's favourite is the digit whose mean image drives it highest. Its lead over the average of
    all digits is what the two arrays, (n_units,) each, add up to: how much more its positive
    products come to, and how much less its negative ones take away.

    means: float, (n_digits, n_pixels), the mean image of each digit.

    >>> means = np.array([[1.0, 0.0], [1.0, 1.0]])
    >>> more_red, less_blue = lead_of_favourite(np.array([[3.0, -4.0]]), means)
    >>> more_red.tolist(), less_blue.tolist()  # digit 0: no ink where the weight is −4
    ([0.0], [2.0])
    """
    red, blue = np.maximum(weights, 0) @ means.T, np.minimum(weights, 0) @ means.T
    favourite = np.arange(len(weights)), (red + blue).argmax(axis=1)
    return red[favourite] - red.mean(axis=1), blue[favourite] - blue.mean(axis=1)
