"""Attribution methods by name, all called alike: what each pixel gives to every node of a layer."""

from helpers.attribution.pixels import leave_one_out, shapley_values, single_pixel_effects
from helpers.attribution.slopes import (
    expected_gradients,
    gradient_times_input,
    integrated_gradients,
)

ORDERS, SAMPLES = 30, 100  # enough for a picture; the functions themselves take any number


def _without_chance(function):
    """The function as a method: it need not be given what draws by chance."""

    def method(network, image, layer, baseline, rng=None):
        return function(network, image, layer, baseline)

    method.__doc__ = function.__doc__
    return method


def _shapley_values(network, image, layer, baseline, rng):
    return shapley_values(network, image, layer, rng, baseline, permutations=ORDERS)[0]


def _expected_gradients(network, image, layer, baseline, rng):
    return expected_gradients(network, image, layer, baseline, rng, samples=SAMPLES)


# Each is called as method(network, image, layer, baseline, rng) and returns an array of shape
# (784, n_nodes). The baseline is one image, None for black, or several as rows: only expected
# gradients takes them as they are, the others take their mean.
METHODS = {
    "single pixel": _without_chance(single_pixel_effects),
    "leave one out": _without_chance(leave_one_out),
    "gradient × input": _without_chance(gradient_times_input),
    "integrated gradients": _without_chance(integrated_gradients),
    "Shapley values": _shapley_values,
    "expected gradients": _expected_gradients,
}
