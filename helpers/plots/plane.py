"""The plane of two inputs: heat maps with white zero, points of two classes, lines of units."""

import numpy as np

from helpers.plots import valid
from helpers.plots.images import shared_limit
from helpers.plots.style import DARK, LINE_GREY, SIGNED, SMALL, TITLE, put

EDGE = 1.2  # the picture reaches from -EDGE to +EDGE in both inputs
PIXELS_A_SIDE = 48
FILL, LINES, BORDER, ZEROS, ONES, WRONG = range(1, 7)  # drawing order


def plane_points(side=PIXELS_A_SIDE):
    """
    Return the middles of a heat map's pixels, row by row from the upper left.

    Parameters
    ----------
    side : int

    Returns
    -------
    array of float32, shape (side * side, 2)
        To be given to a network; `plot_plane` draws what comes out.

    Examples
    --------
    >>> plane_points(2).round(1).tolist() == np.float32([[-.6, .6], [.6, .6], [-.6, -.6], [.6, -.6]]
    ...     ).tolist()
    True
    """
    middles = (np.arange(valid.as_count(side, "side")) + 0.5) / side * 2 * EDGE - EDGE
    across, up = np.meshgrid(middles, middles[::-1])
    return np.column_stack([across.ravel(), up.ravel()]).astype(np.float32)


def plot_plane(ax, values, limit=None, title=None, below=None, size=4.0, **shown):
    """
    Draw signed values over the plane: white is zero, red adds, blue takes away.

    A solid line runs where the values change their sign. Points of class 1 are dark, those of class
    0 white; a wrong one is crossed. Lines of hidden units are dashed.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What was on it is cleared.
    values : array, shape (side * side,)
        At `plane_points`.
    limit : float, optional
        The scale reaches from -limit to +limit; by default the largest absolute value.
    title, below : str, optional
        Words over and under the picture.
    size : float
        Of a point's mark.
    **shown
        ``points``, ``classes``, ``wrong`` and ``lines``, as `update_plane` takes them.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax.images[0]`` is the heat map, ``ax.lines`` are the units' lines, the border, the points
        of class 0 and of class 1, and the crosses; ``ax.texts[0]`` the words below.

    Raises
    ------
    ValueError
        If values are no finite square of numbers, or points, classes, crosses or lines do not fit.

    Examples
    --------
    >>> from helpers.plots import panel
    >>> ax = plot_plane(panel(), plane_points()[:, 0], lines=[(1, 0, 0)])
    >>> ax.images[0].get_extent(), sorted(ax.lines[0].get_ydata()[:2].tolist())
    ([-1.2, 1.2, -1.2, 1.2], [-1.2, 1.2])
    """
    size = valid.as_number(size, "size", "a point's size, such as 4")
    valid.as_axes(ax).clear()
    box = (-EDGE, EDGE, -EDGE, EDGE)
    ax.imshow(np.zeros((1, 1)), cmap=SIGNED, extent=box, interpolation="nearest", zorder=FILL)
    ax.set(xticks=[], yticks=[], autoscale_on=False)
    ax.spines[:].set_color(LINE_GREY)
    mark = {"linestyle": "none", "marker": "o", "markersize": size, "markeredgecolor": DARK}
    ax.plot([], [], color=DARK, linewidth=1.0, linestyle=(0, (4, 3)), zorder=LINES)
    ax.plot([], [], color=DARK, linewidth=1.8, zorder=BORDER)
    for colour, order in (("white", ZEROS), (DARK, ONES)):
        dot = {"markerfacecolor": colour, "markeredgewidth": 0.7}
        ax.plot([], [], **mark, **dot, color=DARK, zorder=order)
    cross = {"marker": "x", "markersize": 2 * size, "markeredgewidth": 1.3}
    ax.plot([], [], **{**mark, **cross}, color=DARK, zorder=WRONG)
    words = {"ha": "center", "va": "top", "fontsize": SMALL, "parse_math": False}
    ax.text(0.5, -0.03, "", transform=ax.transAxes, **words)
    if title is not None:
        ax.set_title(title, fontsize=TITLE, parse_math=False)
    return update_plane(ax, values, limit, below, **shown)


def update_plane(
    ax, values, limit=None, below=None, points=None, classes=None, wrong=None, lines=None
):
    """
    Put other values, points and lines into an Axes that `plot_plane` has drawn.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    values : array, shape (side * side,)
    limit : float, optional
    below : str, optional
    points : array, shape (n, 2), optional
        None draws none; so do the next three.
    classes : array, shape (n,), optional
        Zeros and ones.
    wrong : array of bool, shape (n,), optional
        Which points get a cross.
    lines : array, shape (k, 3), optional
        Rows w1, w2, b: the line where ``w1 * x1 + w2 * x2 + b`` is zero.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        As `plot_plane`.
    """
    image = valid.drawn(ax.images, "plot_plane")[0]
    picture = as_picture(values)
    points, classes, wrong = as_points(points, classes, wrong)
    corners = _segments(lines)
    limit = valid.as_limit(limit) or shared_limit(picture) or 1.0
    if not np.array_equal(image.get_array(), picture):
        image.set_data(picture)
        _put_line(ax.lines[1], _border(ax, picture))
    put(image, clim=(-limit, limit))
    _put_line(ax.lines[0], corners)
    _put_line(ax.lines[2], points[classes == 0])
    _put_line(ax.lines[3], points[classes == 1])
    _put_line(ax.lines[4], points[wrong])
    ax.texts[0].set_text("" if below is None else below)
    return ax


def _put_line(line, corners):
    """Give a line other corners, unless they are the same: then it need not be painted anew."""
    corners = np.asarray(corners, dtype=float).reshape(-1, 2)
    if not np.array_equal(line.get_xydata(), corners, equal_nan=True):
        line.set_data(*corners.T)


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
    lines = np.zeros((0, 3)) if lines is None or len(np.atleast_1d(lines)) == 0 else lines
    lines = valid.as_numbers(lines, "lines").astype(float)
    if lines.shape[1:] != (3,) or np.abs(lines).max(initial=0) > 1e100:
        raise ValueError(
            f"lines has shape {lines.shape}: expected rows w1, w2, b, such as (1, 0, 0)"
        )
    for w1, w2, b in lines:
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


def as_picture(values):
    """Return values at `plane_points` as a square, else raise ValueError."""
    array = valid.as_vector(values, "values")
    side = round(len(array) ** 0.5)
    if side * side != len(array):
        raise ValueError(
            f"{len(array)} values do not fill a square: expected one for each of plane_points()"
        )
    return array.reshape(side, side)


def as_points(points, classes, wrong):
    """Return points, their classes and which are wrong, else raise ValueError; None is none."""
    if points is None:
        return np.zeros((0, 2)), np.zeros(0), np.zeros(0, dtype=bool)
    points = valid.as_numbers(points, "points")
    n = len(np.atleast_1d(points))
    wrong = np.zeros(n, dtype=bool) if wrong is None else np.asarray(wrong)
    classes = np.asarray(classes)
    fits = points.shape == (n, 2) and classes.shape == wrong.shape == (n,)
    if not fits or wrong.dtype.kind not in "biu" or not np.isin(classes, (0, 1)).all():
        raise ValueError(
            f"points have shape {points.shape}, classes {classes.shape}, wrong {wrong.shape}: "
            "expected (n, 2), and one class, 0 or 1, and one truth value a point"
        )
    return points, classes, wrong.astype(bool)
