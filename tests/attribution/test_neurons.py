"""All that one unit does with one image, against a forward pass and plain loops."""

import re

import numpy as np
import pytest

from helpers.attribution import lead_of_favourite, neuron
from helpers.network import ACTIVATIONS, HIDDEN, Network


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("sizes", [(7, 5, 4), (7, 1, 2), (7, 5, 6, 4)])
def test_a_neuron_is_what_the_forward_pass_makes_of_it(a_network, rng, sizes, hidden):
    network, image = a_network(sizes, hidden), rng.random(7, dtype=np.float32)
    run = network.forward(image)
    added = np.zeros(sizes[2])
    for unit in range(sizes[1]):
        found = neuron(network, image, unit)
        classes = network.names if len(sizes) == 3 else None
        assert (found.unit, found.classes, found.before) == (unit, classes, None)
        assert found.z == pytest.approx(run.z[0][unit], abs=1e-5)
        assert found.h == pytest.approx(run.h[0][unit], abs=1e-5)
        nudged = ACTIVATIONS[hidden].function(np.array([found.z - 1e-5, found.z + 1e-5]))
        assert found.slope == pytest.approx((nudged[1] - nudged[0]) / 2e-5, abs=1e-4)
        np.testing.assert_array_equal(found.outgoing, network.weights[1][:, unit])
        np.testing.assert_allclose(found.adds, found.outgoing * found.h, rtol=1e-6)
        added += found.adds
    np.testing.assert_allclose(added + network.biases[1], run.z[1], atol=1e-5)


def test_the_sum_as_it_is_written_adds_up(a_network, rng):
    network, other = a_network(), a_network(seed=2)
    for unit in range(5):
        image = rng.random(7, dtype=np.float32)
        for since in (None, other):
            found = neuron(network, image, unit, since)
            was, red, blue, bias = found.written
            assert was + red + blue + bias == pytest.approx(found.z, abs=0.0051)
            assert red >= 0 >= blue
            parts = (
                [p for p in found.products.tolist() if p > 0],
                [p for p in found.products.tolist() if p < 0],
            )
            assert (red, blue) == pytest.approx([sum(p) for p in parts], abs=0.021)


def test_since_an_earlier_network_it_is_what_came(a_network, rng):
    network, other = a_network(), a_network(seed=2)
    image = rng.random(7, dtype=np.float32)
    now, then = neuron(network, image, 3), neuron(other, image, 3)
    found = neuron(network, image, 3, since=other)
    np.testing.assert_array_equal(found.weights, now.weights - then.weights)
    np.testing.assert_allclose(found.products, found.weights * image, atol=1e-6)
    assert found.bias == now.bias - then.bias
    assert (found.z, found.h, found.before.z) == (now.z, now.h, then.z)
    assert f"from {then.h:.2f} to {now.h:.2f}" in found.in_words()


def test_of_a_wide_next_layer_the_largest_weights_are_received(a_network, rng):
    network = a_network((7, 5, 30, 4))
    found = neuron(network, rng.random(7, dtype=np.float32), 2)
    sizes = [abs(w) for w in network.weights[1][:, 2].tolist()]
    assert found.receivers.tolist() == sorted(range(30), key=lambda u: -sizes[u])[:8]
    whole = neuron(a_network(), rng.random(7, dtype=np.float32), 2)
    assert whole.receivers.tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("outgoing", "words"),
    [
        ([1, 3, -2], "It adds most to the score of 1: 1.50 × +3.00 = +4.50."),
        ([1, 3, -4], "It takes most from the score of 2: 1.50 × −4.00 = −6.00."),
        ([0, 0, 0], "It adds nothing to the next layer."),
    ],
)
def test_it_says_what_it_passes_on(outgoing, words):
    W2 = [[weight] for weight in outgoing]
    network = Network((2, 1, 3), [[[2, -1]], W2], hidden="relu")
    said = neuron(network, np.float32([1, 0.5]), 0).in_words()
    assert said.endswith(words)
    assert "+2.00, the blue ones to −0.50, together +1.50. With the bias, 0.00, z = +1.50" in said
    assert re.search(r"max\(z, 0\) = 1\.50\. The slope there is 1\.000\.", said)


def test_an_earlier_network_of_other_sizes_is_refused(a_network, rng):
    image = rng.random(7, dtype=np.float32)
    for other in (a_network((7, 6, 4)), a_network(hidden="tanh")):
        with pytest.raises(ValueError, match=r"since is .*: expected the same sizes and activ"):
            neuron(a_network(), image, 0, since=other)
    with pytest.raises(ValueError, match="expected one with a hidden layer"):
        neuron(a_network((7, 4)), image, 0)
    with pytest.raises(ValueError, match="unit=5: expected a whole number from 0 to 4"):
        neuron(a_network(), image, 5)


def test_more_red_and_less_blue_add_up_to_the_favourites_lead(rng):
    weights, means = rng.normal(size=(6, 9)), rng.random((4, 9))
    more_red, less_blue = lead_of_favourite(weights, means)
    for unit, row in enumerate(weights):
        sums = [float(row @ mean) for mean in means]
        assert more_red[unit] + less_blue[unit] == pytest.approx(max(sums) - np.mean(sums))
        favourite = means[int(np.argmax(sums))]
        red = sum(w * (favourite - means.mean(axis=0))[at] for at, w in enumerate(row) if w > 0)
        assert more_red[unit] == pytest.approx(red)
