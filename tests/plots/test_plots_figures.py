"""Whole figures: their panels, that nothing overlaps, and that a notebook shows each once."""

import nbformat
import numpy as np
import pytest
from matplotlib import pyplot as plt
from nbclient import NotebookClient

from helpers import plots
from tests.plots.look import assert_apart


def texts_of(axes):
    texts = [text for ax in axes for text in (*ax.texts, ax.title)]
    for axis in (axis for ax in axes for axis in (ax.xaxis, ax.yaxis)):
        low, high = sorted(axis.get_view_interval())
        ticks = zip(axis.get_majorticklocs(), axis.get_ticklabels(), strict=True)
        texts += [label for place, label in ticks if low <= place <= high]
        texts.append(axis.label)
    return texts


def test_panels_are_one_row_of_the_asked_proportions():
    fig, axes = plots.panels(3, width=9, height=2, ratios=(1, 1, 2))
    assert axes.shape == (3,) and fig.get_size_inches().tolist() == [9, 2]
    fig.canvas.draw()
    wide = [ax.get_position().width for ax in axes]
    assert wide[2] > 1.5 * wide[0]
    assert len(plots.panels(5, columns=2)[0].axes) == 5


def test_show_digits_gives_one_axes_an_image(image):
    axes = plots.show_digits([image] * 12, [f"a {i}" for i in range(12)])
    assert [ax.get_title() for ax in axes] == [f"a {i}" for i in range(12)]
    assert all(len(ax.images) == 1 for ax in axes)
    assert len(plt.get_fignums()) == 1


@pytest.mark.usefixtures("_view")
def test_show_added_numbers_the_inked_pixels_in_their_order():
    image = np.zeros(784, dtype=np.uint8)
    image[28 * 10 + 10 : 28 * 10 + 15] = 255
    axes = plots.show_added(image, [28 * 12 + 9, 28 * 11 + 9], ["a 3", "read as an 8"])
    assert [ax.get_title() for ax in axes] == ["a 3", "read as an 8"]
    assert [ax.get_xlim() for ax in axes] == [(7.5, 15.5)] * 2
    assert [ax.get_ylim() for ax in axes] == [(13.5, 8.5)] * 2
    corners = [patch.get_xy() for patch in axes[1].patches]
    assert corners == [(8.5, 11.5), (8.5, 10.5)] and not axes[0].patches
    said = {text.get_text(): text.get_position() for text in axes[1].texts if text.get_text()}
    assert said == {"1": (9, 12), "2": (9, 11)}
    assert_apart(texts_of(axes))


@pytest.mark.parametrize(("limit", "ends"), [("shared", [3, 3]), ("own", [1.5, 3])])
def test_show_signed_takes_shared_or_own_limits(limit, ends):
    one, two = np.linspace(-1.5, 1, 784), np.linspace(-2, 3, 784)
    axes = plots.show_signed([one, two], limit=limit)
    assert [ax.images[0].get_clim()[1] for ax in axes] == ends
    axes = plots.show_signed([np.zeros(784)] * 2, limit=limit)
    assert [ax.texts[0].get_text() for ax in axes] == ["all zero"] * 2


def test_show_addition_has_one_scale_and_hides_what_is_hidden(weights):
    first, second = weights[0], np.where(np.arange(784) < 28, np.nan, 2 * weights[1])
    axes = plots.show_addition(first, second, first, ["start", "learned", "trained"])
    assert [ax.get_title() for ax in axes] == ["start", "learned", "trained"]
    limit = max(np.abs(first).max(), np.nanmax(np.abs(second)))
    assert [ax.images[0].get_clim()[1] for ax in axes] == pytest.approx([limit] * 3)
    assert np.ma.getmaskarray(axes[1].images[0].get_array())[0].all()
    assert [ax.texts[-1].get_text() for ax in axes[0].figure.axes[1::2]] == ["+", "="]


def test_a_forward_pass_is_drawn_from_left_to_right(image):
    hidden, outputs = np.linspace(0, 1, 9), [0.1, 0.7, 0.2]
    _, layer, bars = plots.show_forward_pass(image, hidden, outputs, 2)
    np.testing.assert_array_equal(layer.images[0].get_array().ravel(), hidden)
    assert [bar.get_width() for bar in bars.patches] == outputs
    assert bars.texts[0].get_text() == "answer 1, true 2"


def test_show_step_draws_the_difference(image):
    after = np.clip(image / 255 + 0.2, 0, 1)
    axes = plots.show_step(image, after, ["before", "step", "after"])
    assert [ax.get_title() for ax in axes] == ["before", "step", "after"]
    shown = [ax.images[0].get_array().ravel() for ax in axes]
    np.testing.assert_allclose(shown[0] + shown[1], shown[2])


def test_show_digit_rows_names_rows_and_outlines_pixels(image):
    mask = np.zeros(784, dtype=bool)
    mask[[30, 31]] = True  # row 1, columns 2 and 3
    rows, words = {"as it is": [image, image], "wiped": [0 * image, image]}, {"wiped": ["a", "b"]}
    axes = plots.show_digit_rows(rows, words, {"wiped": mask})
    assert [ax.get_ylabel() for ax in axes] == ["as it is", "", "wiped", ""]
    assert [ax.get_xlabel() for ax in axes] == ["", "", "a", "b"]
    assert [len(ax.lines) for ax in axes] == [0, 0, 1, 1]
    corners = axes[2].lines[0].get_xydata()
    around = corners[np.isfinite(corners[:, 0])]
    assert len(around) == 2 * 6  # two pixels side by side have six edges
    assert around.min(axis=0).tolist() == [1.5, 0.5] and around.max(axis=0).tolist() == [3.5, 1.5]


def test_show_products_draws_all_products_on_one_scale(image):
    images = [image / 255, 0.5 * image / 255]
    titles = ["weights", "a 3", "its products", "a 0", "its products"]
    axes = plots.show_products(np.linspace(-1, 2, 784), images, titles)
    assert [ax.get_title() for ax in axes] == titles
    for ax, pixels in zip(axes[[2, 4]], images, strict=True):
        products = np.linspace(-1, 2, 784) * pixels
        np.testing.assert_allclose(ax.images[0].get_array().ravel(), products)
    assert axes[2].images[0].get_clim() == axes[4].images[0].get_clim()


def test_show_shares_writes_a_decimal_where_it_would_look_like_all():
    ax = plots.show_shares({"a": [0.998, 1.0], "b": [0.0, 0.004]}, ["x", "y"], "title")
    assert [text.get_text() for text in ax.texts] == ["99.8", "100", "0", "0.4", "x", "y"]
    assert [bar.get_height() for bar in ax.patches] == [0.998, 1, 0, 0.004]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["a", "b"]
    assert plots.show_shares({"a": [0.5]}, ["x"]).get_legend() is None


def test_show_red_and_blue_puts_a_dot_at_z():
    ax = plots.show_red_and_blue([2.0, 1.0], [-0.5, -3.0], 0.25, ["x", "y"])
    assert ax.lines[0].get_ydata().tolist() == [1.75, -1.75]
    assert [bar.get_height() for bar in ax.patches] == [2, 1, -0.5, -3]


def test_show_contributors_adds_up(weights):
    axes = plots.show_contributors(weights, [3, 5], [1.0, -2.0], 0.5, rest=4.0, title="score")
    assert [ax.get_title() for ax in axes] == ["unit 3", "unit 5", "score"]
    assert [bar.get_width() for bar in axes[-1].patches] == [0.5, 1, -2, 4, 3.5]
    written = [text.get_text() for text in axes[-1].texts]
    assert "the other 21" in written and written[-2:] == ["score", "+3.50"]
    names = {"start_label": "mean", "end_label": "lead"}
    axes = plots.show_contributors(weights, [3], [1.0], 0.5, **names)
    assert [bar.get_width() for bar in axes[-1].patches] == [0.5, 1, 1.5]
    assert [text.get_text() for text in axes[-1].texts[::2]] == ["mean", "unit 3", "lead"]


def test_show_colourings_draws_the_same_values_four_times(weights):
    axes = plots.show_colourings(weights[0], shared=9.0, pixel=30)
    for ax in axes:
        np.testing.assert_array_equal(ax.images[0].get_array().ravel(), weights[0])
        assert {(*line.get_xdata(), *line.get_ydata()) for line in ax.lines} == {(2, 1)}
    assert axes[2].images[0].get_clim()[1] == np.abs(weights[0]).max()
    assert axes[3].images[0].get_clim() == (-9, 9)


def curves(n):
    return {f"a rather long name {i}": np.linspace(0.5, 0.9 + i / 500, 15) for i in range(n)}


FIGURES = {
    "digits": lambda image, w: plots.show_digits([image] * 20, ["true 4, says 9"] * 20),
    "signed": lambda image, w: plots.show_signed(list(w[:10] / 30), ["trained − start"] * 10),
    "with verdicts": lambda image, w: plots.show_signed(
        list(w[:3]), ["500 images"] * 3, verdicts=["agrees on 91.3%"] * 3
    ),
    "forward pass": lambda image, w: plots.show_forward_pass(
        image, np.linspace(0, 1, 100), np.linspace(0, 1, 10), 4
    ),
    "one contributor": lambda image, w: plots.show_contributors(
        w, [3], [1.25], -0.5, 2.0, title="score of 3"
    ),
    "contributors": lambda image, w: plots.show_contributors(
        w, range(10), np.linspace(-3, 3.5, 10), -0.5, rest=-12.0, title="score of 3"
    ),
    "colourings": lambda image, w: plots.show_colourings(w[0], 9.0, 30),
    "wall": lambda image, w: [plots.plot_mosaic(plots.panel(), w, title="all units")],
    "wall of 100": lambda image, w: [
        plots.plot_mosaic(plots.panel(height=4), np.tile(w, (5, 1))[:100], title="all units")
    ],
    "outputs": lambda image, w: [
        plots.plot_outputs(ax, np.linspace(-12, 11.5, 10), 4, title="scores")
        for ax in plots.panels(3)[1]
    ],
    "activations": lambda image, w: [
        plots.plot_activations(plots.panel(height=2.2), np.linspace(0, 1, 100), "sorted", [1, 2, 3])
    ],
    "curves": lambda image, w: [plots.plot_learning_curves(plots.panel(), curves(6), "curves")],
    "confusion": lambda image, w: [
        plots.plot_confusion(plots.panel(7, 4), np.full((10, 10), 999), title="test digits")
    ],
}


@pytest.mark.parametrize("name", FIGURES)
def test_figures_fit_the_screen_and_so_do_their_words_and_pictures(name, image, weights):
    axes = FIGURES[name](image, weights)
    assert (plt.gcf().get_size_inches() <= (10.5, 4)).all()
    plt.gcf().canvas.draw()  # ticks come with it
    texts = texts_of(axes)
    assert_apart(texts)
    assert min(text.get_fontsize() for text in texts) >= 9
    # Ten in a row have a tenth of 10.5 inches each, less the gaps.
    assert all(ax.get_window_extent().width / 100 > 0.9 for ax in axes if ax.images)


def test_a_notebook_shows_each_figure_exactly_once():
    cells = [
        "import numpy as np\nfrom helpers.plots import *\nw = np.ones((3, 784))",
        "axes = show_digits(w)",
        "axes = show_contributors(w, [0, 1], [1.0, 2.0], 0.5)",
        "ax = plot_mosaic(panel(), w)",
        "fig, axes = panels(2)\nax = plot_digit(axes[0], w[0])\nax = plot_signed(axes[1], w[0])",
        "print('no figure of an earlier cell comes back')",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    NotebookClient(notebook, timeout=120).execute()
    pictures = [
        sum("image/png" in output.get("data", {}) for output in cell.outputs)
        for cell in notebook.cells
    ]
    assert pictures == [0, 1, 1, 1, 1, 0]
    assert [len(cell.outputs) for cell in notebook.cells] == [0, 1, 1, 1, 1, 1]
