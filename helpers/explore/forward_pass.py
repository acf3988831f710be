"""The forward pass of one image in words: a sentence for each step, and for each neuron."""

from typing import NamedTuple

import numpy as np

from helpers.digits import PIXELS
from helpers.explore.controls import Chosen
from helpers.network import ACTIVATIONS, ForwardPass, Network, softmax
from helpers.plots.network_map import answer_of
from helpers.words import (
    MOST_DECIMALS,
    a,
    as_summands,
    either,
    listed,
    many,
    plain_number,
    signed_number,
)

INK, Z, H, SCORES, OUTPUTS, ANSWER = "ink", "z", "h", "scores", "outputs", "answer"
LARGEST = 1e6  # a power of e that is a number to be read


class Stage(NamedTuple):
    """A step of the forward pass: what is computed, and in which layer, counted from 1."""

    what: str
    layer: int


def steps_of(network):
    """All steps from the ink to the answer, the first one first.

    >>> [step.what for step in steps_of(Network((784, 100, 10)))]
    ['ink', 'z', 'h', 'scores', 'outputs', 'answer']
    """
    last = len(network.weights)
    hidden = [Stage(what, layer) for layer in range(1, last) for what in (Z, H)]
    return [Stage(INK, 0), *hidden, *(Stage(what, last) for what in (SCORES, OUTPUTS, ANSWER))]


def node_names(network):
    """Each hidden neuron and each output by its name: its layer, counted from 1, and its number.

    >>> node_names(Network((784, 2, 1)))
    {'neuron 0': (1, 0), 'neuron 1': (1, 1), 'output 0': (2, 0)}
    """
    return {
        _name(network, layer, unit): (layer, unit)
        for layer, n in enumerate(network.sizes[1:], start=1)
        for unit in range(n)
    }


class ForwardPassInWords(NamedTuple):
    """The forward pass of one image.

    shown: what the image is, as a chooser tells it. drawn: for each layer how many lines go there.
    """

    network: Network
    run: ForwardPass
    shown: Chosen
    drawn: list

    def step(self, number):
        """The sentence of a step, counted from 1."""
        steps = steps_of(self.network)
        what, layer = steps[number - 1]
        says = {INK: self._ink, Z: self._z, H: self._h}
        says |= {SCORES: self._scores, OUTPUTS: self._outputs, ANSWER: self._answer}
        return f"Step {number} of {len(steps)}: {says[what](layer)}"

    def node(self, layer, unit):
        """What a neuron or an output makes of this image, as a sentence."""
        network, (into, W, b) = self.network, self._layer(layer)
        products = W[unit] * into
        signed = products[products > 0].sum(), products[products < 0].sum()
        bias, above, below = as_summands([b[unit], *signed])
        z = signed_number(bias + above + below)
        words = (
            f"{_name(network, layer, unit, True)} multiplies "
            f"{self._inputs(layer)} by {either(len(into), 'its weight', 'its weights')}. The "
            f"products above 0 add up to {signed_number(above)}, those below 0 to "
            f"{signed_number(below)}. With the bias, {signed_number(bias)}, "
        )
        if layer == len(network.weights):
            return f"{words}the score is {z}. {self._output(unit)}"
        formula, h = ACTIVATIONS[network.hidden].formula, self.run.h[layer - 1][unit]
        passed = self._passed(layer, network.weights[layer][:, unit] * h)
        return f"{words}z = {z}, and h = {formula} = {plain_number(h)}. {passed}"

    # The steps.

    def _ink(self, layer):
        x = self.run.x
        begin = f"what goes in. {self.shown.words} It goes in as {many(len(x), 'number')}"
        if not self._is_image:
            numbers = (
                f"x{place} = {plain_number(value)}" for place, value in enumerate(x, start=1)
            )
            return f"{begin}: {listed(numbers)}."
        return (
            f"{begin}, one for each pixel: 0 is blank paper, 1 is full ink, and greys lie between. "
            f"In this image {many(int(np.sum(x > 0)), 'is', 'are')} above 0."
        )

    def _z(self, layer):
        z, is_ink = self.run.z[layer - 1], self._is_image and layer == 1
        neurons = self._neurons(layer)
        each = f"The {neurons[2:]}" if len(z) == 1 else f"Each of the {neurons}"
        thing = "pixel" if is_ink else "input" if layer == 1 else "activation"
        found = f"here it is {signed_number(z[0])}"
        if len(z) > 1:
            above, below = int(np.sum(z > 0)), int(np.sum(z < 0))
            found = f"above 0 in {many(above, 'neuron')} (red), and below 0 in {below} (blue)"
        return (
            f"{'weigh the ink' if is_ink else 'weigh and add'}. {each} has a weight for each "
            f"{thing}. It multiplies each {thing} by that weight, adds up the "
            f"{many(len(self._layer(layer)[0]), 'product')}, and adds one more number, its bias. "
            f"The sum is called z: {found}. {self._lines(layer)}"
        )

    def _h(self, layer):
        h, activation = self.run.h[layer - 1], ACTIVATIONS[self.network.hidden]
        low, high = activation.bounds
        middle = (low + high) / 2 if np.isfinite(high - low) else 0
        how = ""
        if np.isfinite(high - low):
            ends = high, plain_number(low, 0)
            how = " It is close to {} if z is far above 0, close to {} if far below.".format(*ends)
        elif low == 0:
            how = " A z below 0 becomes 0, any other stays as it is."
        found = f"Here h = {plain_number(h[0])}"
        if len(h) > 1:
            on = int(np.sum(h > middle))
            found = f"{many(on, 'neuron')} of {len(h)} {either(on, 'is', 'are')} above {middle:g}"
        dots = "The darker a dot, the higher its h" if h.min() >= 0 else "Red dots are above 0"
        return (
            f"switch on or off. Each neuron turns its z into its activation, h = "
            f"{activation.formula}: this is what it passes on.{how} {dots}. {found}."
        )

    def _scores(self, layer):
        scores = self.run.scores
        each = f"Each of the {len(scores)} outputs stands for one {self._kind}. It"
        best, names = scores.argmax(), self.network.names
        found = f"The highest score is that of {names[best]}, {signed_number(scores.max())}."
        if len(scores) == 1:
            each, found = "The output", f"Here it is {signed_number(scores[0])}."
        weights = either(len(self._layer(layer)[0]), "a weight", "weights")
        weighed = "neurons" if layer > 1 else "ink" if self._is_image else "inputs"
        return (
            f"weigh the {weighed}. {each} multiplies {self._inputs(layer)} by {weights} of its "
            f"own, adds up the products and adds its bias: that is its score. {found} Red lines "
            f"raise a score, blue lines lower it. {self._lines(layer)}"
        )

    def _outputs(self, layer):
        outputs = self.run.outputs
        found = f"Here it is {plain_number(outputs[0])}."
        if len(outputs) > 1:
            order = np.argsort(-outputs, kind="stable")[:2]
            names = self.network.names
            first, second = (f"that of {names[c]}, {plain_number(outputs[c])}" for c in order)
            rest = "all others are near 0" if outputs[order[1]] < 0.005 else f"the next is {second}"
            found = f"The largest output is {first}, {rest}."
        if self._shares:
            return (
                "make shares of the scores. The softmax takes e, which is 2.718, to the power of "
                "each score, and divides by the sum of all of these. So each output lies between 0 "
                f"and 1, and together they make 1. {found}"
            )
        each = "Each output" if len(outputs) > 1 else "The output"
        alone = " Each does so by itself, so together they need not make 1." * (len(outputs) > 1)
        return (
            f"squeeze the scores. {each} turns its score into a number between 0 and 1: close to 1 "
            f"if the score is far above 0, close to 0 if far below.{alone} {found}"
        )

    def _answer(self, layer):
        answer, label, outputs = answer_of(self.run), self.shown.label, self.run.outputs
        names = self.network.names if len(outputs) > 1 else ("0", "1")
        why = f"The largest output is that of {names[answer]}, {plain_number(outputs.max())}."
        if len(outputs) == 1:
            side = "above" if answer else "not above"
            why = f"The output is {plain_number(outputs[0])}, {side} 0.5."
        truth = (
            f"The image shows {a(names[label])}"
            if self._is_image
            else f"The point is of class {names[label]}"
        )
        verdict = "right" if answer == label else "wrong"
        return f"what comes out. {why} So the network answers {names[answer]}. {truth}: {verdict}."

    # Their parts.

    @property
    def _is_image(self):
        """Whether what goes in is the pixels of an image."""
        return len(self.run.x) == PIXELS

    @property
    def _kind(self):
        return "digit" if self._is_image and self.network.classes is None else "class"

    @property
    def _shares(self):
        """Whether an output depends on all scores."""
        return ACTIVATIONS[self.network.output].slope is None

    def _layer(self, layer):
        """What goes into a layer, its weights and its biases."""
        into = (self.run.x, *self.run.h)[layer - 1]
        return into, self.network.weights[layer - 1], self.network.biases[layer - 1]

    def _inputs(self, layer):
        n, thing = len(self._layer(layer)[0]), "activation"
        if layer == 1:
            thing = "pixel" if self._is_image else "input"
        return f"the {many(n, thing)}" if n > 1 else f"the {thing}"

    def _neurons(self, layer):
        hidden, n = len(self.network.weights) - 1, self.network.sizes[layer]
        if hidden == 1:
            return many(n, "hidden neuron")
        return f"{many(n, 'neuron')} of hidden layer {layer}"

    def _lines(self, layer):
        """How many of the lines into a layer are drawn."""
        n_in, n_out = self.network.sizes[layer - 1 : layer + 1]
        drawn, bundled = self.drawn[layer - 1], self._is_image and layer == 1
        total = n_out if bundled else n_in * n_out
        which = f"the {drawn} strongest of {total:,}" if drawn < total else f"all {total}"
        if bundled and n_out == 1:
            return "The line is all that the image brings to it."
        if bundled:
            return f"A line is all that the image brings to one neuron; {which} are drawn."
        return "The line is drawn." if total == 1 else f"{which.capitalize()} lines are drawn."

    def _passed(self, layer, amounts):
        """What a neuron passes on, its activation times each outgoing weight, at the extremes."""
        ends = (
            (int(amounts.argmax()), "adds most to", 1),
            (int(amounts.argmin()), "takes most from", -1),
        )
        said = [
            f"{verb} {_name(self.network, layer + 1, unit)}, {signed_number(amounts[unit])}"
            for unit, verb, sign in ends
            if sign * amounts[unit] > 0
        ]
        return f"It {', and '.join(said)}." if said else "It passes nothing on."

    def _output(self, unit):
        """How an output comes from the scores, with the numbers."""
        scores, output = self.run.scores.astype(float), plain_number(self.run.outputs[unit])
        if not self._shares:
            power = np.exp(-round(scores[unit], 2))
            said = f"{power:,.2f}" if power < LARGEST else "more than a million"
            return (
                f"The output is 1 ÷ (1 + e to the power of {plain_number(-scores[unit])}) = "
                f"1 ÷ (1 + {said}) = {output}."
            )
        off = scores.max() if not 0 <= scores.max() <= np.log(LARGEST) else 0.0
        scores = scores - round(off, 2)
        tries = range(2, MOST_DECIMALS)
        fitting = (n for n in tries if plain_number(softmax(scores.round(n))[unit]) == output)
        decimals = next(fitting, MOST_DECIMALS)
        powers = np.exp(scores.round(decimals))
        power, total = f"{powers[unit]:,.2f}", f"{powers.sum():,.2f}"
        first = f"Take {plain_number(off)} off every score: no share changes. Then " if off else ""
        return (
            f"{first}e to the power of {plain_number(scores[unit], decimals)} is {power}, and such "
            f"powers of all {len(scores)} scores make {total}. The share is {power} ÷ {total} = "
            f"{output}."
        )


def _name(network, layer, unit, begins=False):
    """A neuron or an output; whether a sentence begins with it."""
    if begins:
        name = _name(network, layer, unit)
        return name[0].upper() + name[1:]
    if layer == len(network.weights):
        return f"output {network.names[unit]}"
    return f"neuron {unit}" + (f" of layer {layer}" if len(network.weights) > 2 else "")
