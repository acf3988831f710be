"""Drawing: data and an Axes in, the Axes out. Nothing here computes an attribution.

In every signed picture white is zero, red adds and blue takes away, and the scale stands under it.
What is hidden, NaN, is grey.
In every digit, ink is dark and paper is white.

===============  ================================================================================
``images``       `plot_digit`, `plot_signed` (weights and products alike); what misleads: jet, grey
``rows``         parts of a picture: `show_patch` writes its numbers in; `show_framed`
``wall``         `plot_mosaic`: a whole hidden layer as one picture
``bars``         `plot_contributions`, `plot_outputs`
``neuron``       `plot_activation_function`, `plot_passed_on`; `show_neuron`: both, and the sum;
                 `plot_on_curve`, `show_on_curve`: the function with several dots
``groups``       `show_grouped_bars`: methods by baselines, networks or the like
``bars``         `plot_contributions`, `plot_outputs`
``neuron``       `plot_activation_function`, `plot_passed_on`; `show_neuron`: both, and the sum
``activations``  `plot_activations`, `plot_square`
``plane``        `plot_plane`: values over the plane of two inputs; `show_planes`, `show_fence`,
                 `show_way_out`
``network_map``  `show_network`: image, every layer as dots, the strongest connections
``layer_rows``   `show_layer_rows`: pictures layer by layer; a meter of what they can do
``curves``       `plot_learning_curves`, `plot_recalls`, `plot_lost`: over epochs; `plot_curves`:
                 over a share from 0 to 100 %
``shares``       `show_shares`: shares as bars in groups; `show_red_and_blue`: two sums and z
``scatter``      `plot_points`: images as points of a plane; `show_points`
``histograms``   `show_histograms`, `show_directions`: how two classes are spread
``confusion``    `plot_confusion`
``figures``      `panel`, `panels`, and `show_…`: figures for a notebook's cells in one call
``scales``       `on_one_scale`, for what stands side by side
``tables``       pictures in rows and columns: `show_table`; what passes: `show_verdicts`
``dots``         `show_dots`: some numbers a row; `show_scatter`: one quantity against another
``inputs``       what may be passed, where `helpers.valid` does not say it already
``boxes``        where bars, tiles and pictures lie, for what points at them
``style``        colours, sizes, `set_view`, what changes
``alt_text``     a figure in words, for those who do not see it
===============  ================================================================================

A ``plot_`` function makes its artists in an Axes that it has not drawn on. In one that it has, it
changes them and leaves alone what stays the same, so that it need not be painted anew; a title that
is not given stays. ``ax.clear()`` first makes everything anew.
"""

import helpers.browser  # before matplotlib, which says in a browser that it looks for fonts
from helpers import valid
from helpers.plots import (
    activations,
    bars,
    confusion,
    curves,
    dots,
    figures,
    groups,
    histograms,
    images,
    inputs,
    inputs_of_charts,
    inputs_of_tables,
    layer_rows,
    network_map,
    neuron,
    plane,
    rows,
    scatter,
    shares,
    style,
    tables,
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
plot_contributions = inputs.door(bars.plot_contributions, limits=inputs_of_charts.bar_limits)
plot_outputs = inputs.door(bars.plot_outputs, limits=inputs_of_charts.bar_limits)
plot_activations = inputs.door(activations.plot_activations, limits=inputs_of_charts.bar_limits)
plot_activation_function = inputs.door(neuron.plot_activation_function)
plot_on_curve = inputs.door(
    neuron.plot_on_curve, z=inputs.vector, labels=inputs.for_each(inputs.word)
)
plot_passed_on = inputs.door(neuron.plot_passed_on)
plot_square = inputs.door(activations.plot_square, values=inputs.square_of_shares)
plot_curves = inputs.door(curves.plot_curves, curves=inputs_of_charts.whole_curves)
plot_learning_curves = inputs.door(
    curves.plot_learning_curves,
    curves=inputs_of_charts.curves,
    faded=inputs_of_charts.some_curves,
)
plot_recalls = inputs.door(
    curves.plot_recalls,
    recalls=inputs_of_charts.recalls,
    shares=inputs_of_charts.one_an_epoch,
    before=valid.numbers((None,)),
    lost=inputs.number,
    names=lambda name, value, given: inputs.for_each(inputs.word, given["recalls"].shape[1])(
        name, value, given
    ),
)
plot_lost = inputs.door(curves.plot_lost, counts=inputs_of_charts.lost)
plane_points = inputs.door(plane.plane_points)
plot_plane = inputs.door(plane.plot_plane, values=inputs.square)
plot_points = inputs.door(
    scatter.plot_points,
    labels=inputs.digits,
    marked=inputs.one_of_them,
    names=inputs.each(inputs.word),
)
plot_confusion = inputs.door(confusion.plot_confusion, marked=inputs.cell)

show_neuron = inputs.door(neuron.show_neuron)
show_digits = inputs.door(figures.show_digits)
show_digit_rows = inputs.door(
    figures.show_digit_rows,
    rows=inputs.digits_in_rows,
    words=inputs.words_of_rows,
    outlined=inputs.by_name(inputs.a_mask),
)
show_shares = inputs.door(
    shares.show_shares, shares=inputs_of_charts.some_shares, groups=inputs.names_of_columns
)
show_red_and_blue = inputs.door(
    shares.show_red_and_blue,
    red=inputs.vector,
    blue=inputs.as_many("red"),
    labels=inputs.for_each(inputs.word),
)
show_added = inputs.door(
    figures.show_added,
    pixels=inputs.pixels,
    titles=inputs.for_each(inputs.word, 2),
)
show_signed = inputs.door(
    figures.show_signed,
    pictures=inputs.each(inputs.partly_hidden),
    verdicts=inputs.for_each(inputs.word),
    limit=valid.one_of(["shared", "own"]),
)
show_addition = inputs.door(
    figures.show_addition,
    **dict.fromkeys(("first", "second", "total"), inputs.partly_hidden),
    titles=inputs.for_each(inputs.word, 3),
)
show_on_curve = inputs.door(neuron.show_on_curve, z=inputs.states, labels=inputs.for_each_unit)
show_step = inputs.door(
    figures.show_step,
    before=inputs.digit,
    after=inputs.digit,
    titles=inputs.for_each(inputs.word, 3),
)
show_forward_pass = inputs.door(figures.show_forward_pass, hidden=inputs.square_of_shares)
show_products = inputs.door(
    figures.show_products, weights=inputs.signed, titles=inputs.titles_of_products
)
show_contributors = inputs.door(
    figures.show_contributors, units=inputs.ten_units, values=inputs.one_a_unit
)
show_colourings = inputs.door(figures.show_colourings)
show_table = inputs.door(
    tables.show_table,
    pictures=inputs.each(inputs.each(inputs.signed)),
    rows=inputs.for_each(inputs.word),
    columns=inputs.names_of_columns,
    agree=inputs_of_tables.numbers_of_each,
)
show_verdicts = inputs.door(
    tables.show_verdicts,
    cells=inputs.each(inputs.each(inputs.word)),
    verdicts=inputs_of_tables.verdicts,
    rows=inputs.for_each(inputs.word),
    columns=inputs.names_of_columns,
    widths=inputs_of_tables.widths,
    lines=inputs_of_tables.lines,
)
show_dots = inputs.door(
    dots.show_dots,
    parts=inputs_of_tables.groups_of_dots,
    labels=inputs_of_tables.name_each_row,
    marks=valid.numbers((None,)),
)
show_scatter = inputs.door(
    dots.show_scatter,
    pairs=inputs.by_name(valid.numbers((None, 2), least=1, remedy="an x and a y for each point")),
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
show_grouped_bars = inputs.door(
    groups.show_grouped_bars,
    charts=inputs_of_charts.charts,
    groups=inputs_of_charts.groups_of_bars,
    names=inputs_of_charts.names_of_bars,
    words=inputs_of_charts.words_of_bars,
)
show_patch = inputs.door(rows.show_patch, titles=inputs.for_each(inputs.word, 2))
show_framed = inputs.door(rows.show_framed, pictures=inputs.two_to_five(inputs.signed))
show_planes = inputs.door(plane.show_planes, lines=inputs.for_each(inputs.lines))
show_fence = inputs.door(plane.show_fence, weights=inputs.fence)
show_histograms = inputs.door(
    histograms.show_histograms,
    values=inputs.each(inputs.vector),
    classes=inputs.class_of_each,
    names=inputs.for_each(inputs.word, 2),
)
show_directions = inputs.door(
    histograms.show_directions,
    points=valid.numbers((None, 2), least=1),
    classes=inputs.class_of_each,
    directions=inputs.by_name(inputs.two_weights),
    names=inputs.for_each(inputs.word, 2),
)
show_way_out = inputs.door(
    plane.show_way_out,
    weights=inputs.fence,
    start=valid.numbers((None, 2), least=1, remedy="x1 and x2 for each point"),
    way=valid.numbers((2,), remedy="its x and y"),
)
show_points = inputs.door(
    scatter.show_points,
    pictures=valid.numbers((None, None, 2), least=1, remedy="an x and a y for each point"),
    labels=inputs.digits_of_each,
)
