"""One step on one image: the picture and the sentence against the network's own numbers."""

import numpy as np
import pytest

from helpers.explore import OneStep
from helpers.network import HIDDEN, Network
from helpers.training import one_step
from tests.explore.page import crowding, move


@pytest.mark.parametrize("hidden", HIDDEN)
def test_picture_and_sentence_follow_the_controls(a_network, images, labels, numbers_in, hidden):
    network = a_network(hidden)
    explorer = OneStep(network, images, labels)
    moves = (4, 5, "quadratic", 3.0, 1), (1, 2, "cross-entropy", 0.1, 20)
    for unit, image, cost, rate, steps in moves:
        move(explorer, unit=unit, image=image, cost=cost, rate=rate, steps=steps)
        pixels, label = images[image] / np.float32(255), int(labels[image])
        step = one_step(network, pixels, label, rate, cost, steps)
        before, back, curve, picture, change, after = explorer.axes
        for ax, run in ((before, step.run), (after, step.run_after)):
            assert [bar.get_width() for bar in ax.patches] == pytest.approx(run.outputs, abs=1e-5)
        widths = [bar.get_width() for bar in back.patches]
        assert widths[:-1] == pytest.approx(step.shares[:, unit], abs=6e-4)
        assert widths[-1] == pytest.approx(step.arrives[unit], abs=2e-3)
        z = [float(run.z[0][unit]) for run in (step.run, step.run_after)]
        assert curve.lines[1].get_xdata()[1] == pytest.approx(z[0], abs=1e-5)
        assert curve.lines[2].get_xdata()[0] == pytest.approx(z[1], abs=1e-4)
        np.testing.assert_allclose(picture.images[0].get_array().ravel(), pixels, atol=1e-6)
        shown = change.images[0].get_array().ravel()
        np.testing.assert_allclose(shown, step.change(unit), atol=1e-6)
        text = explorer.text.replace("× how steep", "")
        numbers = numbers_in(text.replace(f"output for {label}", ""))
        arrives, steep = float(step.arrives[unit]), float(step.steep[unit])
        assert numbers[5:8] == pytest.approx([arrives, steep, arrives * steep], abs=0.0006)
        ends = [*z, *(float(run.outputs[label]) for run in (step.run, step.run_after)), *step.costs]
        assert numbers[-6:] == pytest.approx(ends, abs=0.0051)


def test_a_dot_on_the_flat_of_the_curve_is_named(a_network, images, labels):
    made = a_network()
    flat = Network(made.sizes, made.weights, [made.biases[0] + 60, made.biases[1]])
    explorer = OneStep(flat, images, labels)
    assert "learns nearly nothing" in explorer.text
    assert explorer.axes[4].images[0].get_clim() == (-0.0001, 0.0001), "and looks so"
    assert "learns nearly nothing" not in OneStep(made, images, labels).text


def test_a_sure_wrong_output_is_named_with_the_quadratic_cost_only(a_network, images, labels):
    made = a_network()
    sure = np.where(np.arange(3) == 1, 40, -40)
    wrong = Network(made.sizes, made.weights, [made.biases[0], sure], output="sigmoid")
    explorer = OneStep(wrong, images, labels, cost="quadratic")
    assert "as wrong as can be, but on the flat of its own curve" in explorer.text
    move(explorer, cost="cross-entropy")
    assert "as wrong as can be" not in explorer.text


def test_of_a_wide_next_layer_the_strongest_shares_are_shown(a_network, images, labels):
    explorer = OneStep(a_network(sizes=(784, 6, 30, 3)), images, labels)
    labels_shown = [text.get_text() for text in explorer.axes[1].texts[::2]]
    assert [words.partition("  ")[0] for words in labels_shown[-2:]] == ["all others", "sum"]
    assert len(labels_shown) == 11


def test_it_begins_with_the_cost_that_the_network_was_trained_with(a_network, images, labels):
    made = a_network()
    trained = Network(made.sizes, made.weights, made.biases, recipe={"cost": "quadratic"})
    assert OneStep(trained, images, labels).cost.value == "quadratic"
    assert OneStep(trained, images, labels, cost="cross-entropy").cost.value == "cross-entropy"
    assert OneStep(made, images, labels).cost.value == "cross-entropy"


def test_letters_can_be_read_at_any_width(a_network, images, labels):
    explorer = OneStep(a_network(sizes=(784, 6, 10)), images, labels)
    states = [{}, {"unit": 3, "rate": 10.0, "steps": 50}, {"image": 2, "cost": "quadratic"}]
    assert crowding(explorer.live, *states) == []
    made = a_network(sizes=(784, 6, 10))
    flat = Network(made.sizes, made.weights, [made.biases[0], 99 * made.biases[1]])
    nearly = OneStep(flat, images, labels)  # whose shares have as many decimals as there are
    states = [{"image": image, "cost": "quadratic", "rate": 0.01} for image in range(3)]
    assert crowding(nearly.live, *states) == []


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ({"rate": 2.0}, "step size=2.0 is not there: choose one of"),
        ({"cost": "hinge"}, "='hinge' is not there"),
        ({"unit": 6}, "unit=6: expected a whole number from 0 to 5"),
    ],
)
def test_what_is_not_there_is_refused(a_network, images, labels, option, message):
    with pytest.raises(ValueError, match=message):
        OneStep(a_network(), images, labels, **option)
    with pytest.raises(ValueError, match="labels run from 3 to 5"):
        OneStep(a_network(), images, labels + 3)


def test_the_sign_of_how_wrong_is_said(build):
    step, said = build("OneStep"), set()
    for unit in range(step.unit.max + 1):
        for image in range(4):
            move(step, unit=unit, image=image)
            arrives = sum(bar.get_width() for bar in step.axes[1].patches[:-1])
            better = "lower" if arrives > 0 else "higher"
            assert f"unit {unit} a {better} h would cost less: how wrong" in step.text
            said.add(better)
    assert said == {"lower", "higher"}
    assert "+: lower h is better" in step.axes[1].get_title()
