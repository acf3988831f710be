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


@pytest.mark.parametrize(("limit", "ends"), [("shared", [3, 3]), ("own", [1.5, 3])])
def test_show_signed_takes_shared_or_own_limits(limit, ends):
    one, two = np.linspace(-1.5, 1, 784), np.linspace(-2, 3, 784)
    axes = plots.show_signed([one, two], limit=limit)
    assert [ax.images[0].get_clim()[1] for ax in axes] == ends
    axes = plots.show_signed([np.zeros(784)] * 2, limit=limit)
    assert [ax.texts[0].get_text() for ax in axes] == ["all zero"] * 2


def test_show_product_draws_what_it_is_given_each_on_its_own_scale(image, weights):
    products = np.linspace(-1, 1, 784)  # nothing that could be computed from the other two
    axes = plots.show_product(image, weights[0], products)
    np.testing.assert_array_equal(axes[0].images[0].get_array().ravel(), image / 255)
    np.testing.assert_array_equal(axes[1].images[0].get_array().ravel(), weights[0])
    np.testing.assert_array_equal(axes[2].images[0].get_array().ravel(), products)
    assert axes[1].images[0].get_clim()[1] == np.abs(weights[0]).max()
    assert axes[2].images[0].get_clim()[1] == 1 and axes[2].texts[0].get_text() == "scale ±1"


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
    "product": lambda image, w: plots.show_product(image, w[0], w[0]),
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
