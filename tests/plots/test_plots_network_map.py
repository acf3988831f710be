"""A network as one picture: dots where they belong, lines as wide as what passes, words."""

import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_rgba

from helpers.attribution import strongest_connections
from helpers.network import Network
from helpers.plots import show_network, style
from helpers.plots.network_map import lay_out, node_boxes, plot_network, scale_of
from tests.explore.conftest import a_network
from tests.explore.page import letters

SIZES = [(784, 1, 2), (784, 100, 10), (784, 50, 100, 10), (784, 512, 256, 10), (2, 3, 1)]


def an_axes(width, height=3.8):
    return plt.figure(figsize=(width, height)).add_axes((0, 0, 1, 1))


def at_work(sizes, hidden="sigmoid"):
    network = a_network(hidden, sizes=sizes)
    x = np.random.default_rng(2).random(sizes[0]).astype(np.float32)
    return x, network.forward(x), strongest_connections(network, x, 12)


@pytest.mark.parametrize("width", [3.3, 5, 7, 10.5])
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_every_dot_has_its_place_and_none_lies_on_another(sizes, width):
    ax = an_axes(width)
    layout = lay_out(ax, sizes)
    boxes = [node_boxes(ax, sizes, layer) for layer in range(len(sizes))]
    assert [len(found) for found in boxes[1:]] == list(sizes[1:])
    before = layout.image[1] if layout.image else 0
    for layer, (dots, size) in enumerate(zip(layout.dots, layout.sizes, strict=True)):
        if size == 0:  # an image
            continue
        assert before < dots[:, 0].min() - size / 2 + 1e-9, "layers stand side by side"
        before = dots[:, 0].max() + size / 2
        away = np.linalg.norm(dots[:, None] - dots, axis=-1)
        assert (away[np.triu_indices(len(dots), 1)] >= size).all()
        assert (boxes[layer][:, [0, 3]] >= 0).all() and (boxes[layer][:, 2] <= 3.8).all()
    assert before < width


@pytest.mark.parametrize("width", [3.3, 5, 7, 10.5])
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_no_words_lie_on_others_or_leave_the_figure(sizes, width):
    ax = an_axes(width)
    x, run, connections = at_work(sizes, "relu")
    signed = [scale_of(np.append(z, -z)) for z in run.z]
    for layers, limits, word in ((run.h, [*map(scale_of, run.h)], "h"), (run.z, signed, "z")):
        plot_network(ax, x, layers, connections, limits, [word] * len(layers), 1, answer=1)
        figure = ax.figure
        figure.canvas.draw()
        boxes = [(text.get_text(), text.get_window_extent()) for text in letters(figure)]
        for place, (words, box) in enumerate(boxes):
            assert box.x0 >= 0 and box.y0 >= 0 and (box.max <= figure.bbox.max).all(), words
            over = [
                other for other, its in boxes[:place] if its.padded(-1).overlaps(box.padded(-1))
            ]
            assert not over, (words, over)


def test_lines_are_red_or_blue_and_as_wide_as_what_passes():
    network = Network((2, 2, 1), [[[4, 0], [-2, 1]], [[1, 0]]], hidden="relu")
    x = np.ones(2, np.float32)
    ax = show_network(network.forward(x), strongest_connections(network, x, 9))
    into, out_of = ax.collections[:2]
    by_width = sorted(zip(into.get_linewidths(), map(tuple, into.get_colors()), strict=True))
    assert [width for width, _ in by_width] == pytest.approx([0.5, 1, 2, 4])
    colours = style.LINE_GREY, style.RED_ADDS, style.BLUE_TAKES, style.RED_ADDS
    assert [colour for _, colour in by_width] == [to_rgba(colour) for colour in colours]
    layout = lay_out(ax, (2, 2, 1))
    begin, end = into.get_segments()[-1]  # the widest is drawn last
    assert begin.tolist() == layout.dots[0][0].tolist()
    assert end.tolist() == layout.dots[1][0].tolist()
    assert "widest line +4.00" in [text.get_text() for text in ax.texts]
    assert len(out_of.get_segments()) == 2


@pytest.mark.parametrize(
    ("outgoing", "said"), [([2, -1], "widest line +8.00"), ([2, -2], "lines ±8.00"), ([0, 0], "")]
)
def test_below_the_lines_stands_what_the_widest_carry(outgoing, said):
    network = Network((1, 1, 2), [[[4]], np.reshape(outgoing, (2, 1))], hidden="relu")
    x = np.ones(1, np.float32)
    ax = show_network(network.forward(x), strongest_connections(network, x, 9))
    words = [text.get_text() for text in ax.texts if "line" in text.get_text()]
    assert words == ["line +4.00", said][: 1 + bool(said)]


def test_the_widest_line_into_each_layer_is_as_wide_but_one_from_a_pixel_is_finer():
    x, run, connections = at_work((784, 1, 2))
    ax = show_network(run, connections)
    assert [max(lines.get_linewidths()) for lines in ax.collections[:2]] == [4, 4]
    network = a_network(sizes=(784, 1, 2))
    ax = show_network(run, strongest_connections(network, x, 12, node=(1, 0)))
    assert [max(lines.get_linewidths()) for lines in ax.collections[:2]] == [2, 4]


def test_dots_are_white_at_zero_and_say_their_scale():
    ax = an_axes(8)
    values = np.array([-3.0, 0.0, 1.5])
    layers, nothing = [values, np.full(2, np.nan)], [None, None]
    plot_network(ax, np.zeros(784), layers, nothing, [(-3, 3), (0, 1)], ["z", ""])
    dots = ax.collections[4]
    at = {
        tuple(place): colour
        for place, colour in zip(dots.get_offsets(), dots.get_facecolor(), strict=True)
    }
    found = [at[tuple(place)] for place in lay_out(ax, (784, 3, 2)).dots[1]]
    assert found[1].tolist() == [1, 1, 1, 1]
    assert found[0][2] > found[0][0] and found[2][0] > found[2][2]  # blue, and red
    titles = [text.get_text() for text in ax.texts[:3]]
    assert titles == ["image\n784 pixels", "3 hidden neurons\nz ±3", "2 outputs\n"]
    assert (ax.collections[5].get_facecolor() == 1).all()


def test_outputs_have_names_and_room_for_them():
    x, run, connections = at_work((784, 20, 4))
    names, ax = ("bag", "a quite long name", "coat", "shirt"), an_axes(9)
    more = ([scale_of(h) for h in run.h], ["h", "output"], 2, None, 1, names)
    plot_network(ax, x, run.h, connections, *more)
    written = [text.get_text() for text in ax.texts[-8::2]]
    assert written == ["bag", "a quite lon…", "coat", "shirt"]
    assert "answer a quite lon…, true coat" in [text.get_text() for text in ax.texts]
    for text, bar in zip(ax.texts[-8::2], ax.patches, strict=True):
        assert text.get_window_extent().x1 <= ax.transData.transform((bar.get_x(), 0))[0]


def test_below_a_layer_stand_its_strongest_units_or_the_one_that_is_marked():
    x, run, connections = at_work((784, 20, 4))
    ax, more = an_axes(9), ([scale_of(h) for h in run.h], ["h", "output"])
    plot_network(ax, x, run.h, connections, *more)
    first = list(dict.fromkeys(connections[1].sources.tolist()))[:3]
    assert ax.texts[4].get_text() == "strongest {}, {} and {}".format(*first)
    plot_network(ax, x, run.h, connections, *more, marked=(1, 7))
    assert ax.texts[4].get_text() == "neuron 7"


def test_a_later_drawing_is_as_one_anew():
    both = [at_work((784, 20, 10), hidden) for hidden in ("sigmoid", "tanh")]
    pictures = []
    for drawn in (both, both[1:]):
        ax = an_axes(8)
        for x, run, connections in drawn:
            limits = [scale_of(h) for h in run.h]
            plot_network(ax, x, run.h, connections, limits, ["h", "output"], 3, (1, 2), run.answer)
        ax.figure.canvas.draw()
        pictures.append(np.asarray(ax.figure.canvas.buffer_rgba()).copy())
    np.testing.assert_array_equal(*pictures)
