"""Drawing: data and an Axes in, the Axes out. Nothing here computes an attribution.

In every signed picture white is zero, red adds and blue takes away, and the scale stands under it.
In every digit, ink is dark and paper is white.

===============  ================================================================================
``images``       `plot_digit`, `plot_signed` (weights and products alike), `plot_unit_row`
``rows``         `plot_outlined`, `plot_row`: one row of a digit as 28 numbers; `show_row`
``wall``         `plot_mosaic`: a whole hidden layer as one picture; `mosaic`
``bars``         `plot_contributions`, `plot_outputs`
``activations``  `plot_activations`, `plot_square`
``plane``        `plot_plane`: values over the plane of two inputs
``planes``       `show_planes`, `show_fence`: several of them in a figure
``layers``       `plot_layer_row`, `plot_meter`; `show_layer_rows`: pictures layer by layer
``training``     `plot_learning_curves`
``curves``       `plot_curves`: lines over a share from 0 to 100 %
``effects``      `show_effects`: an image, a wall of pictures for each layer, the outputs
``scatter``      `plot_points`: images as points of a plane; `show_points`
``confusion``    `plot_confusion`
``traps``        `plot_jet`, `plot_minmax_grey`, `grey_level_of_zero`, `mark_pixel`
``table``        `show_table`: pictures in named rows and columns
``figures``      `panel`, `panels`, and `show_…`: figures for a notebook's cells in one call
``boxes``        where bars, tiles and pictures lie, for what points at them
``view``         `set_view`: a page, or a lecture with larger letters and lines
``style``        colours, letter sizes, words for numbers (`signed_number`), room between labels
``valid``        what may be passed, and what is said otherwise
===============  ================================================================================

A ``plot_`` function clears its Axes. The ``update_`` function beside it puts new data into what was
drawn, and leaves alone what stays the same, so that it need not be painted anew.
"""

from helpers.plots.activations import plot_activations, plot_square, update_activations
from helpers.plots.bars import (
    plot_contributions,
    plot_outputs,
    update_contributions,
    update_outputs,
)
from helpers.plots.confusion import plot_confusion, update_confusion_mark
from helpers.plots.curves import plot_curves
from helpers.plots.effects import show_effects
from helpers.plots.figures import (
    panel,
    panels,
    show_colourings,
    show_contributors,
    show_digits,
    show_product,
    show_signed,
    show_units,
)
from helpers.plots.images import (
    plot_digit,
    plot_signed,
    plot_unit_row,
    update_digit,
    update_signed,
    update_unit_row,
)
from helpers.plots.layers import (
    plot_layer_row,
    plot_meter,
    show_layer_rows,
    update_layer_row,
    update_meter,
)
from helpers.plots.plane import plane_points, plot_plane, update_plane
from helpers.plots.planes import show_fence, show_planes
from helpers.plots.rows import (
    plot_outlined,
    plot_row,
    show_row,
    update_outlined,
    update_row,
)
from helpers.plots.scatter import plot_points, show_points, update_points
from helpers.plots.style import signed_number
from helpers.plots.table import show_table
from helpers.plots.training import plot_learning_curves, update_learning_curves
from helpers.plots.traps import grey_level_of_zero, mark_pixel, plot_jet, plot_minmax_grey
from helpers.plots.view import set_view
from helpers.plots.wall import mosaic, plot_mosaic, update_mosaic

__all__ = [
    "grey_level_of_zero",
    "mark_pixel",
    "mosaic",
    "panel",
    "panels",
    "plane_points",
    "plot_activations",
    "plot_confusion",
    "plot_contributions",
    "plot_curves",
    "plot_digit",
    "plot_jet",
    "plot_layer_row",
    "plot_learning_curves",
    "plot_meter",
    "plot_minmax_grey",
    "plot_mosaic",
    "plot_outlined",
    "plot_outputs",
    "plot_plane",
    "plot_points",
    "plot_row",
    "plot_signed",
    "plot_square",
    "plot_unit_row",
    "set_view",
    "show_colourings",
    "show_contributors",
    "show_digits",
    "show_effects",
    "show_fence",
    "show_layer_rows",
    "show_planes",
    "show_points",
    "show_product",
    "show_row",
    "show_signed",
    "show_table",
    "show_units",
    "signed_number",
    "update_activations",
    "update_confusion_mark",
    "update_contributions",
    "update_digit",
    "update_layer_row",
    "update_learning_curves",
    "update_meter",
    "update_mosaic",
    "update_outlined",
    "update_outputs",
    "update_plane",
    "update_points",
    "update_row",
    "update_signed",
    "update_unit_row",
]
