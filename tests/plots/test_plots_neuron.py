"""A neuron in one picture: the curve with its tangent, what is passed on, and the whole figure."""

import numpy as np
import pytest

from helpers import plots
from helpers.attribution import neuron
from helpers.network import ACTIVATIONS, HIDDEN, Network
from helpers.plots.neuron import round_limit
from tests.plots.look import assert_apart


@pytest.fixture
def network(rng):
    weights = [rng.standard_normal((3, 784)) / 9, rng.standard_normal((4, 3))]
    start = Network((784, 3, 4), [w + 0.1 for w in weights])
    return Network((784, 3, 4), weights, [[1, 2, 3], [0, 0, 0, 0]], start=start)


@pytest.mark.parametrize("name", HIDDEN)
@pytest.mark.parametrize("z", [-40.0, -2.0, 0.5, 7.0, 300.0])
def test_dot_lies_on_the_curve_and_the_tangent_has_its_slope(ax, name, z):
    activation = ACTIVATIONS[name]
    plots.plot_activation_function(ax, activation, z, other=1.5, title="h")
    curve, tangent, before = ax.lines
    np.testing.assert_allclose(curve.get_ydata(), activation.function(curve.get_xdata().copy()))
    left, dot, right = tangent.get_xydata()
    h = activation.function(np.array([z, 1.5]))
    np.testing.assert_allclose(dot, [z, h[0]])
    assert tangent.get_markevery() == [1]
    slope = float(activation.slope(h[:1])[0])
    assert (right - left)[1] / (right - left)[0] == pytest.approx(slope, abs=1e-9)
    np.testing.assert_allclose(before.get_xydata(), [[1.5, h[1]]])
    low, high = ax.get_xlim()
    assert low == -high and abs(z) < high
    written = plots.signed_number(h[0]).lstrip("+")
    assert [text.get_text() for text in ax.texts] == [f"h = {written}", f"slope {slope:.3f}"]


@pytest.mark.parametrize("name", HIDDEN)
def test_numbers_at_the_axis_keep_apart_however_far_it_reaches(ax, name):
    for z in (5.0, 90.0, 900.0):
        plots.plot_activation_function(ax, ACTIVATIONS[name], z)
        assert_apart(ax.get_yticklabels())
        assert 0 in ax.get_yticks() and len(ax.get_yticks()) > 1


@pytest.mark.parametrize("name", HIDDEN)
def test_dots_lie_on_the_curve_and_their_names_keep_apart(name):
    activation = ACTIVATIONS[name]
    z = np.array([-9.5, -9.4, -9.3, -20.0, 0.1, 8.0, 8.1])
    ax = plots.plot_on_curve(plots.panel(3.4, 2.0), z, range(7), activation, "h", limit=25)
    curve, dots = ax.lines
    np.testing.assert_allclose(curve.get_ydata(), activation.function(curve.get_xdata().copy()))
    np.testing.assert_allclose(dots.get_xydata(), np.column_stack([z, activation.function(z)]))
    assert [text.get_text() for text in ax.texts] == list("0123456")
    assert ax.get_xlim() == (-30, 30)
    assert_apart([*ax.texts, ax.title])


def test_states_stand_on_one_axis_and_say_how_many_are_off():
    z = {"start": [-1.0, 2.0], "later": np.array([-25.0, -4.5])}
    one, two = plots.show_on_curve(z, ["a", "b"], ACTIVATIONS["sigmoid"])
    assert [ax.get_title() for ax in (one, two)] == ["start: 0 of 2 off", "later: 2 of 2 off"]
    assert one.get_xlim() == two.get_xlim() == (-30, 30)
    assert two.lines[1].get_xdata().tolist() == [-25, -4.5]


def test_the_axis_stands_still_while_the_dot_moves_a_little(ax):
    ends = set()
    for z in (-5.0, 0.0, 4.0):
        plots.plot_activation_function(ax, ACTIVATIONS["sigmoid"], z)
        ends.add((*ax.get_xlim(), *ax.get_ylim()))
    assert len(ends) == 1 and not len(ax.lines[2].get_xdata())


def test_bars_fill_their_frames_as_far_as_they_add(ax):
    plots.plot_passed_on(ax, [2.0, -4.0, 1.0], [1.0, -2.0, -0.5], list("abc"), below="half")
    frames, red, blue = (patch.get_data().values[::2].tolist() for patch in ax.patches)
    assert (frames, red, blue) == ([2, -4, 1], [1, 0, 0], [0, -2, -0.5])
    texts = [text.get_text() for text in ax.texts]
    assert texts == ["half", "a", "+1.00", "b", "−2.00", "c", "−0.50"]
    low, high = ax.get_xlim()
    assert low < -4 and high > 4 and low == -high
    plots.plot_passed_on(
        ax, [2.0, -4.0, 1.0], [0.0, 0.0, 0.0], list("abc"), limit=9.0, numbers=False
    )
    assert ax.get_xlim()[1] > 9 and [text.get_text() for text in ax.texts[2::2]] == [""] * 3


@pytest.mark.parametrize("since", [False, True])
@pytest.mark.usefixtures("_view")
def test_the_whole_neuron_adds_up_and_can_be_read(network, image, since):
    found = neuron(network, image.astype(np.float32) / 255, 1, network.start if since else None)
    axes = plots.show_neuron(found)
    pictures = [ax.images[0].get_array().ravel() for ax in axes[:3]]
    for shown, values in zip(pictures, (found.image, found.weights, found.products), strict=True):
        np.testing.assert_allclose(shown, values, atol=1e-6)
    ends = [bar.get_x() + bar.get_width() for bar in axes[3].patches]
    assert axes[3].patches[0].get_x() == pytest.approx(found.before.z if since else 0, abs=0.01)
    assert ends[2:] == pytest.approx([found.z] * 2, abs=0.01)
    assert axes[4].lines[1].get_xydata()[1] == pytest.approx([found.z, found.h])
    frames = found.before.adds if since else found.outgoing
    assert axes[5].patches[0].get_data().values[::2] == pytest.approx(frames)
    assert_apart([text for ax in axes for text in (*ax.texts, ax.title)])
    assert min(text.get_fontsize() for ax in axes for text in ax.texts) >= 9


def test_a_scale_ends_at_a_round_number_that_holds_all():
    for value in np.geomspace(1e-9, 1e9, 200):
        limit = round_limit([-value, value / 2])
        assert value <= limit * 1.001 and limit <= 1.34 * value
        assert float(f"{limit:.2g}") == limit
    assert round_limit([0.0]) is None
