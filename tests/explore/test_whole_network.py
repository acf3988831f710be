"""A network at work: every number in its sentences, what is drawn at each step, what is chosen."""

import numpy as np
import pytest

from helpers.explore import WholeNetwork
from helpers.network import HIDDEN, OUTPUT, Network
from helpers.playground import play
from tests.explore.page import click, crowding, faint, open_page, spot_at

SIZES = (784, 6, 3)


@pytest.fixture
def whole(network, images, labels):
    return WholeNetwork(network, images, labels, image=4)


@pytest.fixture(scope="module")
def rings():
    played = play("rings", 3, 0)
    return played.network, played.points.astype(np.float32), played.classes


def sentences(explorer):
    """The sentence of each step, from the ink to the answer."""
    found = []
    for step in range(1, explorer.step.max + 1):
        explorer.step.value = step
        found.append(explorer.text)
    return found


def drawn(explorer):
    """How many lines lead into each layer, and how many layers have numbers."""
    ax, n = explorer.axes[0], len(explorer.network.weights)
    titles = [text.get_text() for text in ax.texts[1 : n + 1]]
    known = sum(title.split("\n", 1)[-1] != "" for title in titles)
    return [len(lines.get_segments()) for lines in ax.collections[:n]], known


def test_each_step_says_what_it_computes(whole, numbers_in, images):
    run = whole.network.forward((images[4] / 255).astype(np.float32))
    z, h, scores, outputs = run.z[0], run.h[0], run.scores, run.outputs
    ink, weigh, switch, votes, shares, answer = sentences(whole)
    assert numbers_in(ink) == [1, 6, 4, 1, 784, 0, 1, np.sum(images[4] > 0), 0]
    above, below = np.sum(z > 0), np.sum(z < 0)
    assert f"above 0 in {above} neurons (red), and below 0 in {below} (blue)" in weigh
    assert f"{np.sum(h > 0.5)} neurons of 6 are above 0.5" in switch
    best = scores.argmax()
    assert f"The highest score is that of {best}, {scores[best]:+.2f}" in votes.replace("−", "-")
    order = np.argsort(-outputs)
    said = [f"that of {c}, {outputs[c]:.2f}" for c in order[:2]]
    assert f"The largest output is {said[0]}, the next is {said[1]}." in shares
    verdict = "right" if best == 1 else "wrong"
    assert answer.endswith(f"So the network answers {best}. The image shows a 1: {verdict}.")


def test_how_many_lines_are_drawn_is_said(whole):
    whole.step.value = 2
    assert "all 6 are drawn" in whole.text
    whole.lines.value = 4
    assert "the 4 strongest of 6 are drawn" in whole.text and drawn(whole)[0] == [4, 0]
    whole.step.value = 4
    assert "The 4 strongest of 18 lines are drawn" in whole.text and drawn(whole)[0] == [4, 4]
    whole.lines.value = 100
    assert "All 18 lines are drawn" in whole.text and drawn(whole)[0] == [6, 18]


def test_nothing_is_drawn_before_it_is_computed(whole):
    whole.lines.value = 100
    found = []
    for step in range(1, 7):
        whole.step.value = step
        found.append(drawn(whole))
    into = [[0, 0], [6, 0], [6, 0], [6, 18], [6, 18], [6, 18]]
    assert found == list(zip(into, [0, 1, 1, 2, 2, 2], strict=True))
    foot = whole.axes[0].texts[5]
    assert foot.get_text().startswith("answer ")
    whole.step.value = 5
    assert foot.get_text() == "true 1"


def test_next_goes_through_all_steps_and_begins_anew(whole):
    whole.step.value, whole.node.value = 5, "output 1"
    whole.next.click()
    assert (whole.step.value, whole.node.value) == (6, "the whole network")
    whole.next.click()
    assert whole.step.value == 1


@pytest.mark.parametrize("sizes", [SIZES, (784, 5, 4, 3)])
def test_of_a_neuron_the_numbers_add_up_as_they_are_written(
    a_network, images, labels, numbers_in, sizes
):
    whole = WholeNetwork(a_network(sizes=sizes), images, labels, image=2)
    run = whole.network.forward((images[2] / 255).astype(np.float32))
    for name, node in whole.nodes.items():
        whole.node.value = name
        if node is None:
            continue
        layer, unit = node
        above = numbers_in(whole.text.split("above 0 add up to")[1])[0]
        below = numbers_in(whole.text.split("below 0 to")[1])[0]
        bias, total = numbers_in(whole.text.split("With the bias,")[1])[:2]
        assert round(above + below + bias, 2) == total
        assert total == pytest.approx(run.z[layer - 1][unit], abs=0.0051)
        assert bias == pytest.approx(whole.network.biases[layer - 1][unit], abs=0.0051)


@pytest.mark.parametrize("output", OUTPUT)
@pytest.mark.parametrize("scale", [1, 40])
def test_an_output_is_written_out_in_numbers(network, images, labels, numbers_in, output, scale):
    weights, biases = network.weights, network.biases
    loud = Network(SIZES, [weights[0], scale * weights[1]], biases, output=output)
    whole = WholeNetwork(loud, images, labels)
    for image in range(5):
        whole.image.value = image
        outputs = loud.forward((images[image] / 255).astype(np.float32)).outputs
        for c in range(3):
            whole.node.value = f"output {c}"
            *sum_, result = numbers_in(whole.text.replace(",", "").split("the score is")[1])
            assert result == pytest.approx(outputs[c], abs=0.0051)
            if output == "softmax":
                assert sum_[-2] / sum_[-1] == pytest.approx(outputs[c], abs=0.01)
            elif "more than a million" not in whole.text:
                assert 1 / (1 + sum_[-1]) == pytest.approx(outputs[c], abs=0.01)
            else:
                assert outputs[c] < 1e-6


def test_pointing_shows_ahead_and_a_click_opens_the_neuron(whole):
    open_page(whole.live)
    ax = whole.axes[0]
    told = whole.live._paint(**whole.live._values(whole.live.state))
    assert all(part.ahead for part in told.spots)
    neuron = [place for part in told.spots for place in part.boxes]
    for box, name in zip(neuron, [name for name in whole.nodes][1:], strict=True):
        words, choice = spot_at(whole.live, 0, box[0] + 0.05, (box[2] + box[3]) / 2)
        assert words == name and choice["node"] == list(whole.nodes).index(name)
        assert ("opened" in choice) == name.startswith("neuron")
    left, right, low, high = neuron[3]
    click(whole.live, 0, (left + right) / 2, (low + high) / 2)
    assert whole.node.value == "neuron 3" and whole.one in whole.children
    assert whole.one.unit.value == 3 and whole.one.image.value == 4
    assert whole.text.startswith("Neuron 3 multiplies the 784 pixels")
    ring = ax.collections[2].get_offsets()
    assert left < ring[0][0] < right and high < ring[0][1] < low
    assert drawn(whole)[0] == [20, 3]
    whole.node.value = "neuron 5"
    assert whole.one.unit.value == 5


def test_a_neuron_can_be_looked_at_from_the_start(network, images, labels):
    whole = WholeNetwork(network, images, labels, node="neuron 4", step=2)
    assert whole.text.startswith("Neuron 4 ") and whole.one.unit.value == 4


def test_a_network_without_hidden_layers_has_four_steps(a_network, images, labels):
    whole = WholeNetwork(a_network(sizes=(784, 3)), images, labels)
    assert len(sentences(whole)) == 4 and drawn(whole)[0] == [3]
    click(whole.live, 0, *np.mean(next(iter(whole._spots())).boxes[0].reshape(2, 2), axis=1))
    assert whole.node.value == "output 0" and len(whole.children) == 2


def test_in_a_deep_network_a_neuron_of_any_hidden_layer_is_opened(a_network, images, labels):
    whole = WholeNetwork(a_network(sizes=(784, 5, 4, 3)), images, labels)
    told = whole.live._paint(**whole.live._values(whole.live.state))
    opened = [[("opened" in choice) for choice in part.choices] for part in told.spots]
    assert opened == [[True] * 5, [True] * 4, [False] * 3]
    assert len(sentences(whole)) == 8
    for layer, unit in ((2, 3), (1, 4)):
        whole.node.value = f"neuron {unit} of layer {layer}"
        assert (whole.one.layer.value, whole.one.unit.value) == (f"h{layer}", unit)


def test_a_point_of_the_plane_goes_in_as_two_numbers(rings):
    network, points, classes = rings
    whole = WholeNetwork(network, points, classes, image=7)
    told = sentences(whole)
    x1, x2 = (f"{x:.2f}".replace("-", "−") for x in points[7])
    assert told[0].endswith(f"2 numbers: x1 = {x1} and x2 = {x2}.")
    above = network.forward(points[7]).outputs[0] > 0.5
    assert f"So the network answers {int(above)}. The point is of class {classes[7]}" in told[-1]
    assert "opened" not in whole.live.controls and drawn(whole)[0] == [6, 3]
    whole.digit.value = 1
    assert whole.text and whole.image.max == np.sum(classes == 1) - 1


@pytest.mark.parametrize("hidden", HIDDEN)
def test_no_sentence_is_too_long_for_its_room(a_network, images, labels, hidden):
    network = a_network(hidden, sizes=(784, 512, 256, 10))
    whole = WholeNetwork(network, images, labels)
    assert max(map(len, sentences(whole))) <= whole.live.longest


@pytest.mark.parametrize("sizes", [(784, 1, 2), (784, 100, 10), (784, 50, 100, 10)])
def test_letters_keep_apart_on_every_page(a_network, images, labels, sizes):
    whole = WholeNetwork(a_network(sizes=sizes), images, labels % sizes[-1])
    assert crowding(whole.live, *({"step": step} for step in (2, 4, whole.step.max))) == []
    assert faint(whole.live) == []
