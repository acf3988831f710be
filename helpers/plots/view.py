"""How large letters and lines are: for a page that one reads, or for a hall that looks at it."""

import matplotlib

DOTS = {"page": 100, "lecture": 130}  # to an inch; matplotlib's own number is that of a page


def set_view(view):
    """
    Choose between a page and a lecture for all figures that are made from now on.

    In a lecture a figure is as wide as on a page, but letters and lines are nearly a third larger,
    so that the last row reads them. The setting is matplotlib's own, ``figure.dpi``: a figure gets
    more dots to an inch, and fewer inches.

    Parameters
    ----------
    view : "page" or "lecture"

    Raises
    ------
    ValueError
        If `view` is neither.

    Examples
    --------
    >>> set_view("page")
    >>> zoom()
    1.0
    """
    if not isinstance(view, str) or view not in DOTS:
        raise ValueError(f"view={view!r}: expected {' or '.join(map(repr, DOTS))}")
    matplotlib.rcParams["figure.dpi"] = DOTS[view]


def zoom():
    """
    Return how much larger than on a page letters and lines are.

    Returns
    -------
    float
    """
    return matplotlib.rcParams["figure.dpi"] / DOTS["page"]
