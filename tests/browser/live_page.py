"""A notebook that shows most explorers, one of them twice."""

SET_UP = """
from helpers.attribution import mean_activations
from helpers.digits import load_digits
from helpers.explore import HiddenLayer, Mistakes, OneUnit, TopContributors, WholeNetwork
from helpers.storage import load_network
net = load_network("ten-digits")
images, labels = load_digits("test")
"""
SERVED = {
    "live.ipynb": (
        SET_UP,
        "one = OneUnit(net, images, labels, unit=17, image=3)\none",
        "one",
        "HiddenLayer(net, images[:50], labels[:50], unit=5)",
        "TopContributors(net, images[:50], labels[:50], mean_activations(net, images))",
        "Mistakes(net, images, labels)",
        "WholeNetwork(net, images[:50], labels[:50])",
    )
}
ONE, AGAIN, LAYER, TOP, MISTAKES, WHOLE = range(6)  # their places on the page
