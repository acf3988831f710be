"""A figure in words, for those who do not see it: what it says of itself in its titles."""

import sys

from matplotlib.figure import Figure

MOST = 200  # letters; a wall of pictures has more titles than anybody wants to hear


def in_words(figure):
    """A figure in one line: its title, and of each Axes the title, or else the words in it.

    >>> figure = Figure()
    >>> left, right = figure.subplots(1, 2)
    >>> title, labels = left.set_title("image 3"), right.set(xlabel="epoch", ylabel="cost")
    >>> in_words(figure)
    'Picture: image 3; cost over epoch'
    """
    parts = [figure.get_suptitle(), *(part for ax in figure.axes for part in _of_axes(ax))]
    told = "; ".join(dict.fromkeys(" ".join(part.split()) for part in parts if part))
    if not told:
        return "Picture: its numbers are printed with it"
    return f"Picture: {told if len(told) <= MOST else told[: MOST - 1].rstrip() + '…'}"


def _of_axes(ax):
    title = ax.get_title() or ax.get_title("left")
    if title:
        return [title]
    over = " over ".join(filter(None, (ax.get_ylabel(), ax.get_xlabel())))
    words = [text.get_text() for text in ax.texts if text.get_visible()]
    return [over, *(word for word in words if any(map(str.isalpha, word)))]


def tell_notebook():
    """From now on, let a notebook keep a figure's words with its picture, as its ``alt``.

    Where pictures are shown without IPython, nothing happens.
    """
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is not None:
        shell.display_formatter.mimebundle_formatter.for_type(Figure, _alternative)


def _alternative(figure, **_):
    return {}, {"image/png": {"alt": in_words(figure)}}
