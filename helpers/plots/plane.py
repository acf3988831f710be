"""The plane of two inputs: heat maps with white zero, points of two classes, lines of units."""

import numpy as np
from matplotlib.patches import Polygon
from matplotlib.transforms import ScaledTranslation

from helpers.plots import style
from helpers.plots.figures import TALLEST, WIDTH, panels
from helpers.plots.images import shared_limit
from helpers.words import signed_number

EDGE = 1.2  # the picture reaches from -EDGE to +EDGE in both inputs
PIXELS_A_SIDE = 48
FILL, LINES, BORDER, ZEROS, ONES, WRONG = range(1, 7)  # drawing order
ARROW = "#E69F00"
CROSS = "#ffd92f"  # it is seen on red, blue, white and dark
TICKS = (-1, 0, 1)
NAMES_AT = 0.5  # where the names of the axes stand, between two numbers


def plane_points(side=PIXELS_A_SIDE):
    """The middles of a heat map's pixels, row by row from the upper left: (side * side, 2).

    To be given to a network; `plot_plane` draws what comes out. side: pixels in a row.

    >>> plane_points(2).round(1).tolist() == np.float32([[-.6, .6], [.6, .6], [-.6, -.6], [.6, -.6]]
    ...     ).tolist()
    True
    """
    middles = (np.arange(side) + 0.5) / side * 2 * EDGE - EDGE
    across, up = np.meshgrid(middles, middles[::-1])
    return np.column_stack([across.ravel(), up.ravel()]).astype(np.float32)


def plot_plane(
    ax,
    values,
    limit=None,
    title=None,
    below=None,
    size=4.0,
    points=None,
    classes=None,
    wrong=None,
    lines=None,
    numbers=True,
):
    """Draw signed values over the plane: white is zero, red adds, blue takes away.

    A solid line runs where the values change their sign. Points of class 1 are dark, those of class
    0 white; a wrong one is crossed. Lines of hidden units are dashed. ``ax.images[0]`` is the heat
    map, ``ax.lines`` are the units' lines, the border, the points of class 0 and of class 1, and
    the crosses; ``ax.texts[0]`` is what stands below.

    values: (side * side,), at `plane_points`. below: words under the picture. size: of a point's
    mark, when it is made. numbers: write the axes' numbers and names, x1 and x2, when it is made.
    points, classes: (n, 2), and a 0 or 1 for each. wrong: bool, (n,), which
    of them get a cross. lines: rows w1, w2, b, each for the line where
    ``w1 * x1 + w2 * x2 + b`` is zero.

    >>> from helpers.plots import panel
    >>> ax = plot_plane(panel(), plane_points()[:, 0], lines=[(1, 0, 0)])
    >>> ax.images[0].get_extent(), sorted(ax.lines[0].get_ydata()[:2].tolist())
    ([-1.2, 1.2, -1.2, 1.2], [-1.2, 1.2])
    """
    if style.fresh(ax, "plot_plane", title):
        _make_plane(ax, size, numbers)
    side = round(len(values) ** 0.5)
    picture = np.asarray(values, dtype=float).reshape(side, side)
    image = ax.images[0]
    if not np.array_equal(image.get_array(), picture):
        image.set_data(picture)
        style.put_line(ax.lines[1], _border(ax, picture))
    limit = limit or shared_limit(picture) or 1.0
    style.put(image, clim=(-limit, limit))
    style.put_line(ax.lines[0], _segments(lines))
    points, classes = ([], []) if points is None else (points, classes)
    points, classes = np.reshape(points, (-1, 2)), np.asarray(classes)
    wrong = np.zeros(len(points), bool) if wrong is None else np.asarray(wrong, dtype=bool)
    style.put_line(ax.lines[2], points[classes == 0])
    style.put_line(ax.lines[3], points[classes == 1])
    style.put_line(ax.lines[4], points[wrong])
    ax.texts[0].set_text(below)  # None is no words
    return ax


def show_planes(maps, titles, limit=None, lines=None, size=3.0, points=None, classes=None):
    """Show several pictures of the plane in a row, on one scale; returns their Axes.

    maps: at most five arrays as `plot_plane` takes them, and so are `points` and `classes`, the
    same in each picture. lines: each picture's own. size: of a point's mark.
    """
    n = len(maps)
    limit = limit or shared_limit(np.concatenate(maps))
    lines = [None] * n if lines is None else lines
    side = min(WIDTH / n, 3.2)
    axes = panels(n, n * side, side + style.zoom() * 0.4)[1]
    seen = {"size": size, "points": points, "classes": classes}
    for ax, values, title, own in zip(axes, maps, titles, lines, strict=True):
        plot_plane(ax, values, limit, title, f"scale ±{limit:.3g}", lines=own, **seen)
    return axes


def show_fence(weights, biases, run, points, classes):
    """Show each hidden unit over the plane, what it is multiplied by, and the score that comes out.

    Returns the units' Axes, then the score's. weights, biases: a network 2→units→1's; its incoming
    weights and biases draw the lines. run: the `ForwardPass` of that network at `plane_points`;
    nothing is added up here. points, classes: as `plot_plane` takes them.
    """
    lines, outgoing = np.column_stack([weights[0], biases[0]]), weights[1][0]
    hidden, score = run.h[0], run.scores[:, 0]
    n = len(outgoing)
    columns = n + 1 if n < 4 else 3
    rows = -(-(n + 1) // columns)
    height = min(TALLEST, rows * WIDTH / columns + 0.5)
    axes = panels(n + 1, height=height, columns=columns)[1]
    for unit, ax in enumerate(axes[:-1]):
        title = f"unit {unit}  × {signed_number(outgoing[unit])}"
        plot_plane(ax, hidden[:, unit], 1.0, title, numbers=rows == 1)
        look = {"fontsize": 18, "fontweight": "bold", "ha": "left", "va": "center"}
        ax.text(1.02, 0.5, "+" if unit < n - 1 else "=", transform=ax.transAxes, **look)
    seen = {"points": points, "classes": classes, "lines": lines}
    words = f"with bias {signed_number(biases[1][0])}\n{scale_of(score)}"
    plot_plane(axes[-1], score, None, "score", words, 4.0 if n < 3 else 3.0, **seen)
    return axes


def show_way_out(weights, biases, run, points, classes, start, way):
    """Show the score of a network with two hidden units, and the strip that they cannot close.

    The strip leads from some points along an arrow: ``ax.patches[0]``. Returns the Axes.

    weights, biases, run, points, classes: as `show_fence` takes them. start: (n, 2), the points
    that walk. way: the arrow's direction, (2,), of length one.
    """
    score, lines = run.scores[:, 0], np.column_stack([weights[0], biases[0]])
    ax = panels(1, 5.4, TALLEST)[1][0]
    seen = {"points": points, "classes": classes, "lines": lines}
    plot_plane(ax, score, None, f"score of two units, {scale_of(score)}", **seen)
    start = np.asarray(start)
    middle, beside = start.mean(axis=0), start @ [-way[1], way[0]]
    left, right = start[beside.argmin()], start[beside.argmax()]
    strip = [left, left + 4 * way, right + 4 * way, right]
    look = {"facecolor": "none", "edgecolor": style.DARK, "hatch": "//", "alpha": 0.5}
    ax.add_patch(Polygon(strip, zorder=BORDER, linewidth=1.5, **look))
    arrow = {"arrowstyle": "-|>", "linewidth": 4, "mutation_scale": 24, "color": ARROW}
    ax.annotate("", middle + 1.1 * way, middle, arrowprops=arrow, zorder=WRONG + 1)
    return ax


def scale_of(values):
    """How far the scale of a picture reaches that ends at its largest absolute value, in words.

    >>> scale_of([-12.34, 5])
    'scale ±12.3'
    """
    return f"scale ±{np.abs(values).max():.3g}"


def _make_plane(ax, size, numbers):
    box = (-EDGE, EDGE, -EDGE, EDGE)
    ax.imshow(np.zeros((1, 1)), cmap=style.SIGNED, extent=box, interpolation="nearest", zorder=FILL)
    ax.set(xticks=TICKS, yticks=TICKS, autoscale_on=False)
    for axis, name in ((ax.xaxis, "x1"), (ax.yaxis, "x2")):
        axis.set_ticklabels([f"{tick}".replace("-", "−") for tick in TICKS] if numbers else [])
        axis.set_ticks([NAMES_AT], [name if numbers else ""], minor=True)
    ax.tick_params(length=3, pad=2, labelsize=style.SMALL, color=style.LINE_GREY)
    ax.tick_params(which="minor", length=0, pad=2, labelsize=style.SMALL)
    ax.spines[:].set_color(style.LINE_GREY)
    mark = {"linestyle": "none", "marker": "o", "markersize": size, "markeredgecolor": style.DARK}
    ax.plot([], [], color=style.DARK, linewidth=1.0, linestyle=(0, (4, 3)), zorder=LINES)
    ax.plot([], [], color=style.DARK, linewidth=1.8, zorder=BORDER)
    for colour, order in (("white", ZEROS), (style.DARK, ONES)):
        dot = {"markerfacecolor": colour, "markeredgewidth": 0.7}
        ax.plot([], [], **mark, **dot, color=style.DARK, zorder=order)
    cross = {"marker": "X", "markersize": 1.8 * size, "markeredgewidth": 0.7}
    ax.plot([], [], **{**mark, **cross}, color=style.DARK, markerfacecolor=CROSS, zorder=WRONG)
    words = {"ha": "center", "va": "top", "fontsize": style.SMALL, "parse_math": False}
    below = 1.6 * style.SMALL if numbers else 4  # points, where the numbers end
    down = ScaledTranslation(0, -below / 72, ax.figure.dpi_scale_trans)
    ax.text(0.5, 0, "", transform=ax.transAxes + down, **words)


def _border(ax, picture):
    """Where the values change their sign: runs of corners, with NaN between them."""
    if not (picture.min() < 0 < picture.max()):
        return []
    side = len(picture)
    middles = plane_points(side)[:side, 0]
    contours = ax.contour(middles, middles[::-1], picture, levels=[0.0])
    runs = contours.allsegs[0]
    contours.remove()
    return np.vstack([part for run in runs for part in (run, [(np.nan, np.nan)])])


def _segments(lines):
    """Each line's part within the picture, with NaN between them."""
    corners = []
    for w1, w2, b in np.asarray([] if lines is None else lines, dtype=float):
        normal = np.hypot(w1, w2)
        if normal == 0:
            continue  # it has no line: its value is the same everywhere
        nearest = -b / normal * np.array([w1, w2]) / normal  # to the origin
        along = np.array([-w2, w1]) / normal
        # Where the line meets the four edges; the inner two of these places are on the picture.
        with np.errstate(divide="ignore", invalid="ignore"):
            low, high = np.sort([(-EDGE - nearest) / along, (EDGE - nearest) / along], axis=0)
        first, last = np.nanmax(low), np.nanmin(high)
        if first < last:
            corners += [nearest + first * along, nearest + last * along, (np.nan, np.nan)]
    return corners
