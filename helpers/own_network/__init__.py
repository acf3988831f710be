"""A network that was trained elsewhere, as a `Network`, with what was found out about it in words.

arrays  which arrays are weights and biases, in which order and which way round
files   arrays from .npz, .safetensors and Nielsen's JSON; nothing is unpickled
sums    weighted sums, found by asking, and made into one
trial   which functions and which preparation give the learner's own outputs
models  models of Keras, PyTorch and scikit-learn, layer by layer
"""

import os
from dataclasses import replace

import numpy as np

from helpers import valid
from helpers.digits import PIXELS, as_pixels, load_digits
from helpers.evaluation import accuracy
from helpers.network import HIDDEN, OUTPUT, Network, activation_called
from helpers.own_network import arrays, files, models, sums, trial
from helpers.own_network.files import EXAMPLES
from helpers.words import a, listed, many, per_cent

ASKED = 1_000  # images for which a model is asked


def network_from(
    source,
    hidden=None,
    output=None,
    prepare=None,
    expected=None,
    start=None,
    classes=None,
    images=None,
    labels=None,
):
    """A learner's own network and, in words, what was found out about it.

    Where the network's own outputs are known, they decide how its arrays are to be read, and a
    ValueError says which usual preparation or function was forgotten if they do not come out.

    source: the path of an .npz file (written by ``np.savez("mine.npz", *arrays, expected=outputs)``
    where it was trained), of a .safetensors file or of Nielsen's JSON; or arrays in a dict, a list,
    pairs or ``(weights, biases)``; or a model of Keras, PyTorch or scikit-learn as it is.
    hidden, output: the activation functions of the hidden layers and of the last, where the outputs
    are not there to tell.
    prepare: what was done to pixels from 0 to 1 before the network saw them, such as
    ``lambda x: (x - 0.1307) / 0.3081``; it becomes part of the first layer.
    expected: float, (n, n_classes): the network's own outputs for the first n images; a file may
    have them. start: its arrays before training, like `source`.
    classes: the names of the classes, the digits without them. images, labels: what `expected` is
    about, and what is counted as right; MNIST's test images without them.

    >>> network, words = network_from([np.eye(784)[:10]], output="softmax")
    >>> network
    Network(784→10, hidden='sigmoid', output='softmax', 7,850 parameters, untrained)
    """
    hidden = hidden and activation_called("hidden", hidden, HIDDEN)
    output = output and activation_called("output", output, OUTPUT)
    images, labels = _images(images, labels, classes)
    before = None if prepare is None else sums.prepared(prepare)
    found = _read(source, PIXELS if before is None else len(before[1]))
    plain = [_with_biases(layers) for layers in found.readings]
    readings = [_prepared(before, layers) for layers in plain]
    n = len(readings[0][-1][0])
    expected = found.expected if expected is None else expected
    pixels, expected = _truth(found, before, images, n, expected)
    hidden, output = hidden or found.hidden, output or found.output
    if n == 1:
        output = OUTPUT[1]
    said = []
    if expected is None:
        place, hidden, output = _asked(readings, hidden, output, images, labels, said)
    else:
        tried = _tried(readings, pixels, expected, hidden, output, said)
        if tried is None:
            raise ValueError(_does_not_fit(plain, readings, pixels, expected, hidden, output))
        place, hidden, output = tried
    layers = readings[place]
    if before is not None or found.folded:
        became = listed([*["What prepare does"] * (before is not None), *found.folded])
        said.append(f"{became[0].upper()}{became[1:]} became part of the weights, exactly.")
    if n == 1:
        said.append("Its one output p is shown as two classes, 1 − p and p.")
    network = _network(layers, hidden, output, classes or found.classes)
    if start is not None:
        network = replace(network, start=_start(start, before, place, network))
    said.append(_right(network, images, labels))
    if prepare is None and n > 2:
        said.append(_forgotten(layers, images, labels, hidden))
    names = f"{hidden} in the hidden layers" if len(layers) > 1 else "no hidden layer"
    sizes = "→".join(map(str, network.sizes))
    words = [f"{found.kind}: {sizes}, {names}, {output} at the end.", *said]
    return network, "\n".join(filter(None, words))


def _images(images, labels, classes):
    """The images that outputs and right answers are about, with their labels if they are known."""
    if images is None:
        images, labels = load_digits("test")
        digits = classes is None or all(str(name).isdecimal() for name in classes)
        return images, labels if digits else None
    images = valid.images("images", images, PIXELS, least=1, kinds="u")
    if labels is not None:
        labels = valid.labels("labels", labels, len(images), 1000)
    return images, labels


def _read(source, n_in):
    """What a source holds, as `models.Found`."""
    if isinstance(source, (str, os.PathLike)):
        content = files.arrays_of_file(source)
        found = _of_arrays(os.path.basename(source), content, n_in)
        if str(source).endswith(".json"):  # network2 of Nielsen's book knows no other function
            found = found._replace(hidden="sigmoid", output="sigmoid")
        return found
    if isinstance(source, (dict, list, tuple)):
        kind = f"Arrays in {a(type(source).__name__)}"
        return _of_arrays(kind, source, n_in)
    return models.read(source, n_in)


def _of_arrays(kind, source, n_in):
    expected = None
    if isinstance(source, dict):
        source = dict(source)
        if "about" in source:
            raise ValueError(f"{kind} holds a network of this project: load_network opens it")
        expected = source.pop("expected", None)
    given = arrays.named_arrays(source)
    return models.Found(kind, arrays.readings(given, n_in), expected=expected)


def _with_biases(layers):
    return [(W, np.zeros(len(W)) if b is None else b) for W, b in layers]


def _prepared(before, layers):
    """The layers, with a preparation in the first of them."""
    return layers if before is None else [sums.after(before, layers[0]), *layers[1:]]


def _truth(found, before, images, n, expected):
    """Some images' pixels and the network's own outputs for them, given or asked for."""
    if expected is None and found.answer is None:
        return None, None
    if expected is None:
        pixels = as_pixels(images[:ASKED]).astype(np.float64)
        rows = pixels if before is None else pixels @ before[0].T + before[1]
        return pixels, found.answer(rows)
    remedy = "what your network gives for the first images, not the answers alone"
    shapes = ((None, n), (None, 2), (None,)) if n <= 2 else ((None, n),)
    expected = valid.array("expected", expected, *shapes, kinds="f", least=1, remedy=remedy)
    if len(expected) > len(images):
        raise ValueError(
            f"expected has outputs for {len(expected):,} images and there are {len(images):,}: "
            "pass images= too, those that your network was given, as bytes"
        )
    return as_pixels(images[: len(expected)]).astype(np.float64), expected.astype(np.float64)


def _tried(readings, pixels, expected, hidden, output, said):
    """Which reading and which functions give the network's own outputs; None if none does."""
    found, best = _nearest(readings, pixels, expected, hidden, output)
    if not found.difference <= trial.SAME:
        return None
    said.append(
        f"On {many(len(pixels), 'image')} its outputs are those of your network: "
        f"they differ by at most {found.difference:.0e}."
    )
    if found.ends_in not in OUTPUT:
        ending = "scores" if found.ends_in == "scores" else "logarithms of shares"
        said.append(f"Yours ends in {ending}; here their {found.output} is the output.")
    return best, found.hidden, found.output


def _nearest(readings, pixels, expected, hidden=None, output=None):
    """What comes nearest to the own outputs, as `Answered`, and which reading it is of."""
    tries = [trial.nearest(layers, pixels, expected, hidden, output) for layers in readings]
    best = min(range(len(tries)), key=lambda n: tries[n].difference)
    return tries[best], best


def _does_not_fit(plain, readings, pixels, expected, hidden, output):
    """What to say where a network does not answer as its own outputs do: what would help.

    plain: the readings as they are without the preparation that was named.
    """
    found, _ = _nearest(readings, pixels, expected, hidden, output)
    words = (
        f"read this way, the network does not answer as yours does: on {len(pixels)} images its "
        f"outputs differ by up to {found.difference:.2g}"
    )
    if not (hidden and output):
        words += ", whichever functions are tried between the layers and at the end"
    fitting = [layers for layers in plain if layers[0][0].shape[1] == PIXELS]
    for layers in fitting:
        for only in ((hidden, output), (None, None)):
            known = trial.explain(layers, pixels, expected, *only)
            if known:
                how, match = known
                return f"{words}. With {how}, {_these(match)} they are the same"
    if hidden or output:
        free, _ = _nearest(readings, pixels, expected)
        if free.difference <= trial.SAME:
            return f"{words}. With {_these(free)} they are the same"
    return (
        f"{words}. Was something done to the pixels where it was trained? Say so with prepare=. "
        "Are the outputs those of MNIST's first test images? Otherwise pass images=. Hidden layers "
        f"may have {listed(HIDDEN, 'or')}"
    )


def _these(found):
    """The functions of what was found, as they are passed."""
    return f"hidden={found.hidden!r} and output={found.output!r}"


def _asked(readings, hidden, output, images, labels, said):
    """Which reading is likeliest, where functions are named; a ValueError that asks for them."""
    count = labels is not None and len(readings[0][-1][0]) > labels.max()
    if len(readings[0]) == 1:
        hidden = hidden or HIDDEN[0]  # there is none
    if not hidden or not output:
        ask = [f"hidden=, one of {listed(HIDDEN, 'or')}"] * (not hidden)
        ask += [f"output=, {listed(OUTPUT, 'or')}"] * (not output)
        hint = ""
        if not hidden and count:
            right = (
                f"with {name} {per_cent(trial.share_right(readings[0], images, labels, name))}"
                for name in HIDDEN
            )
            hint = f". Right of {many(len(images), 'image')} are {listed(right)}"
        raise ValueError(
            f"arrays do not say what stands between them: add {listed(ask)}; or, better, "
            f"expected=, your network's outputs for the first 100 images, which decide it{hint}"
        )
    said.append(
        "Nothing shows yet that it answers as yours did: add expected=, your network's outputs "
        "for the first 100 images."
    )
    if len(readings) > 1 and count:
        shares = [trial.share_right(layers, images, labels, hidden) for layers in readings]
        best = int(np.argmax(shares))
        if shares[best] > shares[0] + trial.GAIN:
            said.append(
                f"Its shapes do not say which way round every layer is: taken as "
                f"{per_cent(shares[best])} are right, and not {per_cent(shares[0])}."
            )
            return best, hidden, output
    return 0, hidden, output


def _network(layers, hidden, output, classes=None):
    """The layers as a `Network`; one output p becomes two, 1 - p and p."""
    (W, b), *_ = reversed(layers)
    if len(W) == 1:
        layers = [*layers[:-1], (np.vstack([-W, W]), np.hstack([-b, b]))]
    sizes = (layers[0][0].shape[1], *(len(W) for W, _ in layers))
    weights, biases = zip(*layers, strict=True)
    return Network(sizes, weights, biases, hidden, output, classes=classes)


def _start(start, before, place, network):
    """The network before training, read in the same way."""
    readings = _read(start, PIXELS if before is None else len(before[1])).readings
    layers = _prepared(before, _with_biases(readings[min(place, len(readings) - 1)]))
    network_before = _network(layers, network.hidden, network.output)
    if network_before.sizes != network.sizes:
        raise ValueError(
            f"start has sizes {network_before.sizes} and the network {network.sizes}: expected the "
            "same arrays, as they were before training"
        )
    return network_before


def _right(network, images, labels):
    """How many images are answered rightly, where that can be said."""
    n, those = network.sizes[-1], "images"
    digits = [int(name) for name in network.names if name.isdecimal()]
    if labels is not None and network.classes is None and n == 2 and labels.max() > 1:
        those = "zeros and ones"
    elif labels is not None and network.classes and len(digits) == n:  # such as 3 and 8
        those = f"images of {listed(digits)}"
    elif labels is None or labels.max() >= n:
        return "Its classes are not those of these images, so right answers were not counted."
    else:
        digits = range(n)
    chosen = np.isin(labels, digits)
    images, labels = images[chosen], np.searchsorted(digits, labels[chosen])
    share = per_cent(accuracy(network, images, labels))
    return f"It is right on {share} of {len(images):,} {those}: is that what you remember?"


def _forgotten(layers, images, labels, hidden):
    """A preparation with which more images are answered rightly than without, in words."""
    if labels is None or labels.max() >= len(layers[-1][0]):
        return ""
    found = trial.better_prepared(layers, images, labels, hidden)
    if not found:
        return ""
    how, now, then = found
    return (
        f"But with {how} {per_cent(then)} of {trial.TRIED:,} images are right, and without "
        f"{per_cent(now)}: was this done to the pixels where it was trained? Then every number "
        "here is wrong without it."
    )
