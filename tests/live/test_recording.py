"""A figure written down: in matplotlib's order, artist by artist, and only what has changed."""

import json
import struct

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from helpers.live.recording import Recording, painted
from helpers.plots.style import SIGNED


def operations(blob):
    """The operations of a blob, read by hand, each with the bytes that belong to it."""
    (length,) = struct.unpack_from("<I", blob)
    found = json.loads(blob[4 : 4 + length])
    ends = [operation["at"] for operation in found[1:]] + [len(blob) - 4 - length]
    for operation, end in zip(found, ends, strict=True):
        operation["bytes"] = blob[4 + length + operation["at"] : 4 + length + end]
    return found


@pytest.fixture
def figure():
    figure = Figure(figsize=(4, 3), dpi=100)
    FigureCanvasAgg(figure)
    return figure


@pytest.fixture
def ax(figure):
    ax = figure.add_axes([0.1, 0.1, 0.8, 0.8])
    ax.set(xlim=(0, 10), ylim=(0, 5))
    return ax


def of(recording, artist):
    """The operations of one artist."""
    recording.frame()
    names = recording._known[artist][-1]
    return [operation for name in names for operation in operations(recording.blobs[name])]


def test_a_bar_is_its_corners_in_pixels_from_above(figure, ax):
    (bar,) = ax.bar([5], [2.5], width=2, color="red", linewidth=0)
    (operation,) = of(Recording(figure), bar)
    numbers = np.frombuffer(operation["bytes"], "<f4")
    corners = numbers[: 3 * operation["corners"]].reshape(-1, 3)[:4, :2]
    # The Axes is 320×240 pixels, 30 from below and 40 from the left.
    assert sorted(map(tuple, corners)) == [(168, 150), (168, 270), (232, 150), (232, 270)]
    assert operation["fill"] == "rgb(255 0 0 / 1)" and "stroke" not in operation
    assert operation["clip"] == [40, 30, 320, 240]


def test_a_line_has_its_width_dashes_and_markers(figure, ax):
    (line,) = ax.plot([1, 9], [1, 4], "--o", color="blue", linewidth=2, markersize=5)
    stroke, markers = of(Recording(figure), line)
    assert stroke["width"] == pytest.approx(2 * 100 / 72)
    assert len(stroke["dashes"]) == 2 and stroke["stroke"] == "rgb(0 0 255 / 1)"
    places = np.frombuffer(markers["bytes"], "<f4")[3 * markers["corners"] :].reshape(-1, 2)
    assert places[: markers["places"]].tolist() == [[72, 222], [328, 78]]


def test_an_image_travels_as_values_limits_and_colours(figure, ax):
    values = np.array([[0.5, -1.0], [np.nan, 2.0]])
    ax.set(xlim=(-0.5, 1.5), ylim=(1.5, -0.5))
    image = ax.imshow(values, cmap=SIGNED, vmin=-1, vmax=1, interpolation="nearest", aspect="auto")
    recording = Recording(figure)
    (operation,) = of(recording, image)
    sent = np.frombuffer(operation["bytes"], "<f4").reshape(operation["shape"])
    np.testing.assert_array_equal(sent, values)
    assert operation["limits"] == [-1, 1] and operation["box"] == pytest.approx([40, 30, 320, 240])
    colours = np.frombuffer(recording.blobs[operation["colours"]], np.uint8).reshape(-1, 4)
    assert len(colours) == 257 + 3
    for value, place in ((0.0, 128), (-1.0, 0), (-2.0, 257), (2.0, 258), (np.nan, 259)):
        expected = SIGNED((value + 1) / 2, bytes=True)
        np.testing.assert_array_equal(colours[place], expected)


@pytest.mark.parametrize("more", [{"interpolation": "bilinear"}, {"alpha": 0.5}, {"norm": "log"}])
def test_an_image_that_is_no_table_of_values_travels_as_pixels(figure, ax, more):
    image = ax.imshow([[1.0, 2.0]], aspect="auto", **more)
    assert [operation["kind"] for operation in of(Recording(figure), image)] == ["pixels"]


def test_text_is_the_mask_that_agg_makes_of_it(figure, ax):
    text = ax.text(3, 2, "σ(z) = −0.41", color="red", rotation=30)
    (operation,) = of(Recording(figure), text)
    left, top, width, height = operation["box"]
    mask = np.frombuffer(operation["bytes"], np.uint8)[: width * height].reshape(height, width)
    agg = RendererAgg(400, 300, 100)
    text.draw(agg)
    whole = np.asarray(agg.buffer_rgba())[..., 3]
    whole = np.uint8(17 * np.round(whole / 17))  # sixteen levels of it
    np.testing.assert_array_equal(whole[top : top + height, left : left + width], mask)
    assert whole.sum() == mask.sum() > 0 and operation["colour"] == "rgb(255 0 0 / 1)"


@pytest.mark.parametrize(
    "make",
    [
        lambda ax: ax.plot([1, 9], [1, 4], linewidth=3)[0],
        lambda ax: ax.text(3, 2, "HELLO", size=40, clip_on=True),
        lambda ax: ax.imshow(np.eye(8), aspect="auto", interpolation="nearest"),
        lambda ax: ax.bar([5], [2.5], hatch="//")[0],
        lambda ax: ax.scatter([2, 5], [1, 3], s=900, hatch="//"),
    ],
)
def test_what_is_cut_out_or_hatched_looks_as_agg_paints_it(figure, ax, make):
    artist = make(ax)
    if not getattr(artist, "get_hatch", bool)():
        artist.set_clip_path(Circle((0.5, 0.5), 0.2, transform=ax.transAxes))
    (operation,) = of(Recording(figure), artist)
    left, top, width, height = operation["box"]
    pixels = np.frombuffer(operation["bytes"], np.uint8)[: 4 * width * height]
    agg = RendererAgg(400, 300, 100)
    artist.draw(agg)
    whole = np.asarray(agg.buffer_rgba())
    part = whole[top : top + height, left : left + width]
    assert operation["kind"] == "pixels" and (whole[..., 3] > 0).sum() == (part[..., 3] > 0).sum()
    np.testing.assert_array_equal(part, pixels.reshape(height, width, 4))


def test_neighbours_of_a_collection_that_look_alike_are_one_operation(figure, ax):
    segments = [[(1, 1), (2, 4)], [(3, 1), (4, 4)], [(5, 1), (6, 4)]]
    lines = ax.add_collection(LineCollection(segments, colors=["red", "red", "blue"], snap=False))
    dots = ax.scatter([1, 2, 3], [1, 2, 3], s=72, c=["red", "red", "blue"], linewidth=0)
    one, other = of(Recording(figure), lines)
    assert [found["stroke"] for found in (one, other)] == ["rgb(255 0 0 / 1)", "rgb(0 0 255 / 1)"]
    corners = np.frombuffer(one["bytes"], "<f4")[: 3 * one["corners"]].reshape(-1, 3)
    drawn = corners[corners[:, 2] < 79]  # without the ends
    assert drawn[:, :2].tolist() == [[72, 222], [104, 78], [136, 222], [168, 78]]
    assert drawn[:, 2].tolist() == [1, 2, 1, 2]
    one, other = of(Recording(figure), dots)
    places = np.frombuffer(one["bytes"], "<f4")[3 * one["corners"] :].reshape(-1, 2)
    assert (one["fill"], one["places"], other["places"]) == ("rgb(255 0 0 / 1)", 2, 1)
    assert places.tolist() == [[72, 222], [104, 174]] and "stroke" not in one


def test_a_collection_of_several_sizes_or_dashes_is_noted_part_by_part(figure, ax):
    dots = ax.scatter([2, 5, 7], [1, 3, 2], s=[90, 30, 400], c="red", linewidth=0)
    dashed = [[(1, 1), (9, 4)], [(1, 2), (9, 3)]]
    lines = ax.add_collection(LineCollection(dashed, linestyles=["-", "--"], colors="red"))
    recording = Recording(figure)
    assert [found["places"] for found in of(recording, dots)] == [1, 1, 1]
    assert ["dashes" in found for found in of(recording, lines)] == [False, True]


def test_a_value_at_its_limit_is_not_beyond_it(figure, ax):
    values = np.array([[0.0, 0.1]])  # as float32 a little more than 0.1
    ax.set(xlim=(-0.5, 1.5), ylim=(0.5, -0.5))
    image = ax.imshow(values, vmin=0, vmax=0.1, aspect="auto", interpolation="nearest")
    (operation,) = of(Recording(figure), image)
    sent = np.frombuffer(operation["bytes"], "<f4").astype(float)
    assert sent.max() <= operation["limits"][1]  # compared as the browser does, in doubles


def test_artists_come_in_matplotlibs_order(figure, ax):
    line = ax.plot([0, 1], [0, 1], zorder=1)[0]
    (bar,) = ax.bar([1], [1], zorder=2)
    image = ax.imshow([[1.0]], zorder=1.5)
    other = ax.plot([0, 1], [1, 0], zorder=2)[0]
    hidden = ax.text(0, 0, "not seen", visible=False)
    order = list(painted(figure))
    assert order[:2] == [figure.patch, ax.patch] and hidden not in order
    places = [order.index(artist) for artist in (line, image, bar, other)]
    assert places == sorted(places)
    ax.set_axis_off()
    assert not {ax.patch, ax.xaxis, *ax.spines.values()} & set(painted(figure))


def test_only_what_changed_is_written_again(figure, ax):
    line = ax.plot([0, 1], [0, 1])[0]
    text, other = ax.text(5, 1, "before"), ax.text(5, 2, "stays")
    recording = Recording(figure)
    first = recording.frame()
    recording.blobs.clear()
    assert recording.frame() == first and not recording.blobs
    text.set_text("after")
    second = recording.frame()
    assert len(set(second) - set(first)) == 1 and set(recording.blobs) == set(second) - set(first)
    recording.blobs.clear()
    text.set_text("before")
    assert recording.frame() == first
    recording.blobs.clear()
    ax.set_xlim(0, 20)  # moves what stands at data coordinates
    third = recording.frame()
    assert all(recording._known[artist][-1][0] not in first for artist in (line, text, other))
    assert third == Recording(figure).frame()


def test_nothing_drawn_is_no_blob(figure, ax):
    empty = [ax.plot([], [])[0], ax.text(1, 1, ""), *ax.bar([1], [1], visible=False)]
    recording = Recording(figure)
    recording.frame()
    assert [recording._known.get(artist, [[]])[-1] for artist in empty] == [[], [], []]
