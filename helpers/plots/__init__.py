"""Drawing: data and an Axes in, the Axes out. Nothing here computes an attribution.

In every signed picture white is zero, red adds and blue takes away, and the scale stands under it.
What is hidden, NaN, is grey.
In every digit, ink is dark and paper is white.

===============  ================================================================================
``images``       `plot_digit`, `plot_signed` (weights and products alike); what misleads: jet, grey
``rows``         one row of a digit as 28 numbers: `show_row`
``wall``         `plot_mosaic`: a whole hidden layer as one picture
``bars``         `plot_contributions`, `plot_outputs`
``neuron``       `plot_activation_function`, `plot_passed_on`; `show_neuron`: both, and the sum
``activations``  `plot_activations`, `plot_square`
``plane``        `plot_plane`: values over the plane of two inputs; `show_planes`, `show_fence`
``network_map``  `show_network`: image, every layer as dots, the strongest connections
``layer_rows``   `show_layer_rows`: pictures layer by layer; a meter of what they can do
``curves``       `plot_learning_curves`, `plot_recalls`; `plot_curves`: over a share from 0 to 100 %
``scatter``      `plot_points`: images as points of a plane; `show_points`
``confusion``    `plot_confusion`
``figures``      `panel`, `panels`, and `show_…`: figures for a notebook's cells in one call
``scales``       `on_one_scale`, for what stands side by side
``inputs``       what may be passed, where `helpers.valid` does not say it already
``boxes``        where bars, tiles and pictures lie, for what points at them
``style``        colours, sizes, `set_view`, what changes
``alt_text``     a figure in words, for those who do not see it
===============  ================================================================================

A ``plot_`` function makes its artists in an Axes that it has not drawn on. In one that it has, it
changes them and leaves alone what stays the same, so that it need not be painted anew; a title that
is not given stays. ``ax.clear()`` first makes everything anew.
"""

from helpers import valid
from helpers.plots import (
    activations,
    bars,
    confusion,
    curves,
    figures,
    images,
    inputs,
    layer_rows,
    network_map,
    neuron,
    plane,
    rows,
    scatter,
    style,
    wall,
)
from helpers.words import signed_number as _signed_number

set_view = inputs.door(style.set_view)
signed_number = inputs.door(_signed_number)
panel = inputs.door(figures.panel)
panels = inputs.door(figures.panels)

plot_digit = inputs.door(images.plot_digit)
plot_signed = inputs.door(images.plot_signed, picture=inputs.partly_hidden)
grey_level_of_zero = inputs.door(images.grey_level_of_zero)
plot_mosaic = inputs.door(wall.plot_mosaic, order=inputs.units)
plot_contributions = inputs.door(bars.plot_contributions, limits=inputs.bar_limits)
plot_outputs = inputs.door(bars.plot_outputs, limits=inputs.bar_limits)
plot_activations = inputs.door(activations.plot_activations, limits=inputs.bar_limits)
plot_activation_function = inputs.door(neuron.plot_activation_function)
plot_passed_on = inputs.door(neuron.plot_passed_on)
plot_square = inputs.door(activations.plot_square, values=inputs.square_of_shares)
plot_curves = inputs.door(curves.plot_curves, curves=inputs.whole_curves)
plot_learning_curves = inputs.door(curves.plot_learning_curves)
plot_recalls = inputs.door(
    curves.plot_recalls, shares=inputs.one_an_epoch, before=valid.numbers((None,))
)
plane_points = inputs.door(plane.plane_points)
plot_plane = inputs.door(plane.plot_plane, values=inputs.square)
plot_points = inputs.door(scatter.plot_points, labels=inputs.digits, marked=inputs.one_of_them)
plot_confusion = inputs.door(confusion.plot_confusion, marked=inputs.cell)

show_neuron = inputs.door(neuron.show_neuron)
show_digits = inputs.door(figures.show_digits)
show_signed = inputs.door(
    figures.show_signed,
    pictures=inputs.each(inputs.partly_hidden),
    limit=valid.one_of(["shared", "own"]),
)
show_product = inputs.door(
    figures.show_product, weights=inputs.signed, titles=inputs.for_each(inputs.word, 3)
)
show_contributors = inputs.door(
    figures.show_contributors, units=inputs.ten_units, values=inputs.one_a_unit
)
show_colourings = inputs.door(figures.show_colourings)
show_effects = inputs.door(figures.show_effects, limits=inputs.by_name(inputs.limit))
show_table = inputs.door(
    figures.show_table,
    pictures=inputs.each(inputs.each(inputs.signed)),
    rows=inputs.for_each(inputs.word),
    columns=inputs.names_of_columns,
)
show_layer_rows = inputs.door(
    layer_rows.show_layer_rows,
    rows=inputs.by_name(inputs.whole_layer),
    titles=inputs.names_of_columns,
    limit=valid.one_of(["row", "shared"]),
)
show_network = inputs.door(
    network_map.show_network,
    run=inputs.run_of_one,
    connections=inputs.connections,
    label=inputs.class_of_run,
)
show_row = inputs.door(rows.show_row)
show_planes = inputs.door(plane.show_planes, lines=inputs.for_each(inputs.lines))
show_fence = inputs.door(plane.show_fence, weights=inputs.fence)
show_points = inputs.door(
    scatter.show_points,
    pictures=valid.numbers((None, None, 2), least=1, remedy="an x and a y for each point"),
    labels=inputs.digits_of_each,
)
