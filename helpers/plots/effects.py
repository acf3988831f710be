"""Everything that an image does to a network in one figure: a wall of pictures for each layer."""

import matplotlib.pyplot as plt
import numpy as np

from helpers.plots import valid
from helpers.plots.bars import plot_outputs
from helpers.plots.figures import WIDTH
from helpers.plots.images import plot_digit
from helpers.plots.style import LINE_GREY
from helpers.plots.view import zoom
from helpers.plots.wall import STEP, plot_mosaic

ROWS = 10  # tiles in a column, as many as there are classes, so that each stands at its bar


def show_effects(image, effects, outputs, label=None, limits=None, height=3.3):
    """
    Show an image, what its pixels do to every node of some layers, and the outputs.

    The tiles run down the columns, ten in each, so that in a layer of ten classes each tile stands
    beside its class's bar. If the columns do not come out even, they run along the rows.

    Parameters
    ----------
    image : array, shape (784,) or (28, 28)
    effects : dict of str to array, shape (784, n_nodes)
        By the name of the layer; one row a pixel. Nothing is computed here.
    outputs : array, shape (n_classes,)
    label : int, optional
        The true class.
    limits : dict of str to float, optional
        For each layer the end of its scale, to be the same in several figures; by default its
        largest absolute value.
    height : float
        In inches.

    Returns
    -------
    array of matplotlib.axes.Axes, shape (n_layers + 2,)
        The image, the walls, the outputs.

    Raises
    ------
    ValueError
        If the effects of a layer are no signed array with 784 rows, or image, outputs or label are
        not what the other pictures take.
    """
    image, outputs = valid.as_digit(image), valid.as_vector(outputs, "outputs")
    valid.as_dict(effects, "effects", "a dict of arrays, as all_single_pixel_effects returns it")
    walls = {name: _wall(values, name) for name, values in effects.items()}
    limits = valid.as_dict({} if limits is None else limits, "limits", "a dict of numbers")
    inches = "inches, for example 3.3"
    if not 0 < valid.as_number(height, "height", inches) < 50:
        raise ValueError(f"height={height!r}: expected {inches}")
    columns = [-(-len(wall) // ROWS) for wall in walls.values()]
    # A lone column of tiles still needs room for its title and the words for its scale.
    ratios = [6, *(max(count, 2.2) for count in columns), 6]
    fig = plt.figure(figsize=(WIDTH / zoom(), height / zoom()), layout="constrained")
    axes = fig.subplots(1, len(ratios), width_ratios=ratios)
    plot_digit(axes[0], image, "image")
    for ax, (name, wall), count in zip(axes[1:], walls.items(), columns, strict=False):
        narrow, order = count < 3, _down(len(wall), count)
        title = name if narrow else f"{name}, {len(wall)} nodes"
        plot_mosaic(ax, wall, count, order, limits.get(name), title=title)
        _part(ax, -(-len(wall) // count), count)
        if narrow:
            ax.texts[0].set_text(ax.texts[0].get_text().replace("scale ", "scale\n"))
    plot_outputs(axes[-1], outputs, label, title="outputs")
    return axes


def _wall(values, name):
    array = valid.as_numbers(values, f"effects of {name}")
    if array.ndim != 2:
        raise ValueError(
            f"effects of {name} have shape {array.shape}: expected one row a pixel and one column "
            "a node, as single_pixel_effects returns them"
        )
    return valid.as_weights(array.T)


def _part(ax, rows, columns):
    """Draw the lines between tiles: a tile's own, one of its pixels, may fall between two dots."""
    ax.hlines(np.arange(1, rows) * STEP, *ax.get_xlim(), color=LINE_GREY, linewidth=0.8)
    ax.vlines(np.arange(1, columns) * STEP, *ax.get_ylim(), color=LINE_GREY, linewidth=0.8)


def _down(n, columns):
    """Nodes in the order of reading, so that they run down the columns if these come out even."""
    if n % columns:
        return np.arange(n)
    return np.arange(n).reshape(columns, -1).T.ravel()
