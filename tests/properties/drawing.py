"""What the drawing functions are passed, and what must be so of what they draw."""

import functools

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.text import Text

from tests import strategies as some

CAPTIONS = [
    "", "$", "$5 and $6", r"$\frac$", r"\alpha_1^2", "<script>alert(1)</script>", "two\nlines",
    "100 %", "{x}", "../file name.png", "é–×", "a very long caption " * 20,
]  # fmt: skip
ARRAYS, NUMBERS, NAMES = some.no_arrays(), some.no_numbers(), some.no_names()
COUNT, FEW = some.no_whole_numbers(), some.no_whole_numbers(large=False)
BAD_AXES = {"ax": st.sampled_from([None, 3, "ax", some.Thing()])}


def of(**parts):
    return st.fixed_dictionaries(parts)


def axes():
    return st.builds(lambda: Figure(figsize=(4, 3)).add_subplot())


def caption():
    return st.one_of(st.none(), st.sampled_from(CAPTIONS))


def captions(n):
    return st.one_of(st.none(), st.lists(caption(), min_size=n, max_size=n))


def digits():
    return st.one_of(some.bytes_(784), some.pixels(784), some.pixels(28, 28))


def signed():
    return st.one_of(some.floats((784,)), some.floats((28, 28)))


def limit():
    return st.one_of(st.none(), some.numbers(0.01, 5))


def row():
    return st.integers(0, 27)


def drawn(found, arguments):
    """What was drawn can be put on paper, and no caption was taken for a formula."""
    some_axes = np.ravel(np.asarray(found, dtype=object))
    figure = some_axes[0].figure.get_figure(root=True)
    texts = [text for text in figure.findobj(Text) if "$" in text.get_text()]
    for text in texts:
        assert not text.get_parse_math(), text
    if texts or settings.default.max_examples > 100:  # drawing takes its time
        figure.canvas.draw()


def redrawn(plot, update, *more):
    """A function that draws at first and then updates; `more` names what both take."""

    @functools.wraps(update)
    def both(ax, first, **later):
        plot(ax, **first)
        return update(ax, **later)

    return both


@st.composite
def twice(draw, strategy, *only_first):
    """Arguments of a plot function and of the update function after it."""
    first, later = draw(strategy), draw(strategy)
    later = {name: later[name] for name in later if name not in (*only_first, "ax")}
    ax = first.pop("ax")
    return {"ax": ax, "first": first} | later
