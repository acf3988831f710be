"""Whole figures: their panels, that nothing overlaps, and that a notebook shows each once."""

import nbformat
import numpy as np
import pytest
from matplotlib import pyplot as plt
from nbclient import NotebookClient

from helpers import plots


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


@pytest.mark.parametrize(("limit", "ends"), [("shared", [3, 3]), ("own", [1.5, 3]), (2.0, [2, 2])])
def test_show_signed_takes_shared_own_or_given_limits(limit, ends):
    one, two = np.linspace(-1.5, 1, 784), np.linspace(-2, 3, 784)
    axes = plots.show_signed([one, two], limit=limit)
    assert [ax.images[0].get_clim()[1] for ax in axes] == ends


def test_show_signed_of_zeros_is_white():
    axes = plots.show_signed([np.zeros(784)] * 2)
    assert [ax.texts[0].get_text() for ax in axes] == ["all zero"] * 2


def test_show_product_draws_what_it_is_given_on_one_scale(image, weights):
    products = np.linspace(-1, 1, 784)  # nothing that could be computed from the other two
    axes = plots.show_product(image, weights[0], products)
    np.testing.assert_array_equal(axes[0].images[0].get_array().ravel(), image / 255)
    np.testing.assert_array_equal(axes[1].images[0].get_array().ravel(), weights[0])
    np.testing.assert_array_equal(axes[2].images[0].get_array().ravel(), products)
    assert axes[1].images[0].get_clim() == axes[2].images[0].get_clim()
    assert axes[1].images[0].get_clim()[1] == np.abs(weights[0]).max()


def test_show_units_and_show_contributors(weights):
    axes = plots.show_units(weights, [3, 5], captions=["x", "y"])
    assert [ax.get_title() for ax in axes] == ["unit 3\nx", "unit 5\ny"]
    axes = plots.show_contributors(weights, [3, 5], [1.0, -2.0], 0.5, rest=4.0, title="score")
    assert [ax.get_title() for ax in axes] == ["unit 3", "unit 5", "score"]
    assert [bar.get_width() for bar in axes[-1].patches] == [0.5, 1, -2, 4]
    assert "the other 21" in [text.get_text() for text in axes[-1].texts]
    assert "= +3.50" in [text.get_text() for text in axes[-1].texts]
    axes = plots.show_contributors(weights, [3], [1.0], 0.5)
    assert [bar.get_width() for bar in axes[-1].patches] == [0.5, 1]


def test_show_colourings_draws_the_same_values_four_times(weights):
    axes = plots.show_colourings(weights[0], shared=9.0, pixel=30)
    for ax in axes:
        np.testing.assert_array_equal(ax.images[0].get_array().ravel(), weights[0])
        assert ax.lines[0].get_xdata()[0] == 2
    assert axes[2].images[0].get_clim()[1] == np.abs(weights[0]).max()
    assert axes[3].images[0].get_clim() == (-9, 9)


def curves(n):
    return {f"a rather long name {i}": np.linspace(0.5, 0.9 + i / 500, 15) for i in range(n)}


FIGURES = {
    "digits": lambda image, w: plots.show_digits([image] * 20, ["true 4, says 9"] * 20),
    "signed": lambda image, w: plots.show_signed(list(w[:10] / 30), ["trained − start"] * 10),
    "signed, clipped": lambda image, w: plots.show_signed(w[:8], ["unit"] * 8, limit=0.1),
    "product": lambda image, w: plots.show_product(image, w[0], w[0]),
    "units": lambda image, w: plots.show_units(w, range(10), captions=["adds −12.25"] * 10),
    "two rows of units": lambda image, w: plots.show_units(w, range(20)),
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
    "examples": lambda image, w: [
        plots.plot_confusion(plots.panel(10.5, 4), np.full((10, 10), 999), examples={(1, 2): image})
    ],
}


@pytest.mark.parametrize("name", FIGURES)
def test_figures_fit_the_screen_and_no_words_overlap_or_leave_them(
    name, image, weights, overlaps, outside
):
    axes = FIGURES[name](image, weights)
    fig = plt.gcf()
    assert fig.get_size_inches()[0] <= 10.5 and fig.get_size_inches()[1] <= 4
    fig.canvas.draw()
    texts = texts_of(axes)
    assert overlaps(texts) == []
    assert outside(fig, texts) == []
    assert min(text.get_fontsize() for text in texts) >= 9


@pytest.mark.parametrize("name", ["digits", "signed", "units", "contributors"])
def test_ten_pictures_in_a_row_are_not_squeezed(name, image, weights):
    axes = [ax for ax in FIGURES[name](image, weights) if ax.images]
    axes[0].figure.canvas.draw()
    # A tenth of 10.5 inches, less the gaps.
    assert min(ax.get_window_extent().width / 100 for ax in axes) > 0.9


# One update for each plot_ function that promises to leave the ticks alone.
UPDATES = {
    "digit": (
        lambda ax, image, w: plots.plot_digit(ax, image),
        lambda ax, image, w: plots.update_digit(ax, image[::-1]),
    ),
    "signed": (
        lambda ax, image, w: plots.plot_signed(ax, w[0]),
        lambda ax, image, w: plots.update_signed(ax, 3 * w[1]),
    ),
    "wall": (
        lambda ax, image, w: plots.plot_mosaic(ax, w),
        lambda ax, image, w: plots.update_mosaic(ax, 3 * w, marked=[3]),
    ),
    "unit row": (
        lambda ax, image, w: plots.plot_unit_row([ax], w, [0], captions=["a"]),
        lambda ax, image, w: plots.update_unit_row([ax], w, [1], captions=["b"]),
    ),
    "contributions": (
        lambda ax, image, w: plots.plot_contributions(ax, [1.0], ["a"], rows=3),
        lambda ax, image, w: plots.update_contributions(ax, [7, -9], ["b", "c"], running_from=1),
    ),
    "outputs": (
        lambda ax, image, w: plots.plot_outputs(ax, [1.0, 3.0], 1),
        lambda ax, image, w: plots.update_outputs(ax, [9.0, -3.0], 0, ["x", "y"]),
    ),
    "activations": (
        lambda ax, image, w: plots.plot_activations(ax, [0.5, 0.25]),
        lambda ax, image, w: plots.update_activations(ax, [0.1, 0.9], "sorted", [0]),
    ),
}


@pytest.mark.parametrize("name", UPDATES)
def test_updates_change_only_the_artists_that_are_promised(name, ax, image, weights, pixels_of):
    plot, update = UPDATES[name]

    def without_artists():
        artists = [*ax.images, *ax.patches, *ax.lines, *ax.texts, ax.title]
        shown = [artist.get_visible() for artist in artists]
        for artist in artists:
            artist.set_visible(False)
        page = pixels_of(ax.figure)
        for artist, visible in zip(artists, shown, strict=True):
            artist.set_visible(visible)
        return page

    plot(ax, image, weights)
    first, ground = pixels_of(ax.figure), without_artists()
    update(ax, image, weights)
    np.testing.assert_array_equal(without_artists(), ground)
    assert (pixels_of(ax.figure) != first).any()


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
