"""What the explorers refuse, each in words."""

import numpy as np
import pytest

from helpers import explore
from helpers.network import Network
from tests.explore.makers import MAKERS

WIDE = Network((784, 12, 3))
OPTIONS = [
    ("SeeDigit", {"row": 28}, "row=28: expected a whole number from 0 to 27"),
    ("SeeDigit", {"controls": ("unit",)}, "controls='unit' is not there: choose one of digit"),
    ("OneUnit", {"unit": 6}, "unit=6: expected a whole number from 0 to 5"),
    ("OneUnit", {"image": -1}, "image=-1: expected a whole number from 0 to 9"),
    ("TopContributors", {"about": 3}, "class=3: expected a whole number from 0 to 2"),
    ("PixelEffects", {"layer": "z4"}, "layer='z4' is not there"),
    ("PixelEffects", {"layer": "h1", "node": 6}, "node=6: expected a whole number from 0 to 5"),
    ("ThroughLayers", {"how": "exact for one image"}, "how='exact for one image' is not there"),
    ("Draw", {"image": 2.5}, "image=2.5: expected a whole number from 0 to 9"),
    ("Fences", {"data": "squares"}, "data='squares' is not there"),
    ("Fences", {"seed": 30}, "seed=30: expected a whole number from 0 to 29"),
    ("WhereDigitsGo", {"layer": "h1"}, "layer='h1' is not there: choose one of pixels"),
    ("WholeNetwork", {"image": 10}, "image=10: expected a whole number from 0 to 9"),
    ("WholeNetwork", {"lines": 0}, "lines=0: expected a whole number from 1 to 100"),
    ("WholeNetwork", {"step": 7}, "step=7: expected a whole number from 1 to 6"),
    ("WholeNetwork", {"node": "neuron 6"}, "look at='neuron 6' is not there"),
    ("Doubt", {"image": "c"}, "image='c' is not there: choose one of a, blank, b"),
]
OTHERS = {
    "network is a NoneType: expected a Network": lambda n, x, y: explore.OneUnit(None, x, y),
    "2 inputs: expected 784": lambda n, x, y: explore.OneUnit(Network((2, 3, 3)), x, y),
    "784→3, has no hidden layer": lambda n, x, y: explore.OneStep(Network((784, 3)), x, y),
    "images have type float64": lambda n, x, y: explore.HiddenLayer(n, x / 255, y),
    "labels has .* expected whole numbers": lambda n, x, y: explore.HiddenLayer(n, x, y[1:]),
    r"pass mean_activations\(network, images\)": lambda n, x, y: explore.TopContributors(
        n, x, y, np.zeros(5)
    ),
    "labels run from 3 to 12": lambda n, x, y: explore.Mistakes(n, x, np.arange(3, 13)),
    "background have type float64": lambda n, x, y: explore.PixelEffects(n, x, y, x / 255),
    "layer='h2' is not there: choose one of h1": lambda n, x, y: explore.OneUnit(
        n, x, y, layer="h2"
    ),
    "labels run from 0 to 2, but the classes are 0 to 1": lambda n, x, y: explore.OneUnit(
        Network((784, 3, 2), classes=("sandal", "bag")), x, y
    ),
    "classes hold 'bag' twice": lambda n, x, y: explore.SeeDigit(x, y, classes=["bag", "bag"]),
    "image=0: there is none": lambda n, x, y: explore.Draw(n, image=0),
    "network is a str: expected a Network": lambda n, x, y: explore.WholeNetwork("n", x, y),
    r"expected floats of shape \(n, 2\)": lambda n, x, y: explore.WholeNetwork(
        Network((2, 3, 3)), x, y
    ),
    r"expected bytes .* of shape \(n, 784\)": lambda n, x, y: explore.WholeNetwork(
        n, x[:, :2] / 255, y
    ),
    "choose one of form, about, k, off$": lambda n, x, y: explore.Draw(n, controls=("image",)),
    "epochs=0: expected": lambda n, x, y: explore.WatchTraining(list, 0, n, x, y),
    "epochs=2.5: expected": lambda n, x, y: explore.WatchTraining(list, 1, n, x, y).run(2.5),
    "total=-1: expected": lambda n, x, y: next(explore.progress([], -1)),
    "expected networks of the same sizes": lambda n, x, y: explore.ThroughLayers(
        {"one": n, "other": WIDE}, x, y, x
    ),
    "expected a dict of 1 or more networks": lambda n, x, y: explore.Doubt({}, {"a": x[0]}),
    "have 3 and 2 classes": lambda n, x, y: explore.Doubt(
        {"a": n, "b": Network((784, 6, 2))}, {"a": x[0]}
    ),
    "expected a Draw that was given the same images": lambda n, x, y: explore.Mistakes(
        n, x, y, draw=explore.Draw(n)
    ),
    "image 'two' has type uint8": lambda n, x, y: explore.Doubt({"a": n, "b": n}, {"two": x[:2]}),
}


@pytest.mark.parametrize(("name", "option", "message"), OPTIONS)
def test_an_option_that_is_not_there_is_refused(network, images, labels, name, option, message):
    with pytest.raises(ValueError, match=message):
        MAKERS[name](network, images, labels, **option)


@pytest.mark.parametrize("message", OTHERS)
def test_what_does_not_fit_is_refused(network, images, labels, message):
    with pytest.raises(ValueError, match=message):
        OTHERS[message](network, images, labels)
