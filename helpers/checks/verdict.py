"""What every check is made of: reading an answer, and the one line that is said of it.

A check is a function under `exercise`. It reads the answer with `number`, `numbers`, `index` or
`word`, compares it by `judge` with the truth and with what the usual mistakes lead to, and ends in
`right`. What finds something wrong ends the check there and then.

>>> @exercise
... def check_week(days):
...     days = number(days)
...     judge(days, 7, {"you forgot Sunday.": 6}, "count them.")
...     right("a week has 7 days.")
>>> check_week(...)
Not yet: replace each ... with your answer and run the cell again.
>>> check_week("7")
Not quite: this is a str; one number is expected.
>>> check_week(6)
Not quite: you forgot Sunday.
"""

from functools import wraps

import numpy as np

from helpers.valid import LARGEST
from helpers.words import a, listed, many


class WrongAnswerError(Exception):
    """What is wrong with an answer, in words."""


def exercise(check):
    """Make `check` print one line, and never raise, whatever the answer is.

    It is not called while one of its arguments is still ``...``, or a list that holds one.
    """

    @wraps(check)
    def checked(*arguments, **named):
        if any(map(_is_blank, [*arguments, *named.values()])):
            print("Not yet: replace each ... with your answer and run the cell again.")
            return
        try:
            check(*arguments, **named)
        except WrongAnswerError as error:
            print(f"Not quite: {error}")

    return checked


def right(words):
    """Say in `words` why it matters that the answer is right."""
    print(f"Yes: {words}")


def wrong(words):
    """End the check, and say in `words` what is likely to have gone wrong."""
    raise WrongAnswerError(words)


def judge(answer, truth, mistakes, otherwise, tolerance=1e-3):
    """Go on if a number or an array is right, or else say which mistake it is, the first that fits.

    truth: the right value, or whether the answer is right. mistakes: a dict from what to say of a
    mistake to the value that it leads to, or to whether it was made. otherwise: what to say if no
    mistake fits. tolerance: as for `close`.
    """

    def fits(value):
        decided = isinstance(value, (bool, np.bool_))
        return value if decided else close(answer, value, tolerance)

    if not fits(truth):
        wrong(next((words for words, value in mistakes.items() if fits(value)), otherwise))


def number(answer):
    """The answer as a float, if it is one finite number."""
    return float(numbers(answer, ()))


def numbers(answer, shape):
    """The answer as an array of float, if it has this shape; ``()`` is one number."""
    kind = type(answer).__name__
    expected = "one number is" if shape == () else f"numbers of shape {shape} are"
    try:
        array = np.asarray(answer)
    except Exception as error:  # of rows that differ in length, or of what the object thinks best
        raise WrongAnswerError(f"this is {a(kind)}; {expected} expected.") from error
    if array.dtype.kind not in "iuf" or array.shape != shape:
        found = f"shape {array.shape}" if kind == "ndarray" else a(kind)
        wrong(f"this is {found}; {expected} expected.")
    if not np.isfinite(array).all():
        wrong(f"this holds NaN or infinity; {expected} expected.")
    if (np.abs(array) > LARGEST).any():
        wrong(f"this holds a number too large to compute with; {expected} expected.")
    return array.astype(float)


def yours(answer, truth):
    """What to add to a right number, told with its own digits, if the answer was rounded."""
    same = [n for n in range(7) if round(answer, n) == round(float(truth), n)]
    if max(same, default=0) > 2:
        return ""
    near = f"agrees to {many(same[-1], 'decimal')}" if same and same[-1] else "is near enough"
    return f" Your {answer:g} {near}."


def index(answer, size, what):
    """The answer as an int, if it is one from 0 to `size` - 1.

    what: what the answer is, for what is said otherwise.
    """
    whole = isinstance(answer, (int, np.integer)) and not isinstance(answer, bool)
    if not whole or not 0 <= answer < size:
        wrong(f"{what} is an integer from 0 to {size - 1}.")
    return int(answer)


def word(answer, options):
    """The answer, if it is one of the `options`."""
    if not isinstance(answer, str) or answer not in options:
        wrong(f"choose one of {listed(map(repr, options), 'or')}, with its quotation marks.")
    return answer


def close(value, truth, tolerance=1e-3):
    """Whether `value` is `truth` to within `tolerance`, absolute or relative."""
    return bool(np.allclose(value, truth, rtol=tolerance, atol=tolerance))


def _is_blank(answer):
    if isinstance(answer, (list, tuple)):
        try:
            return any(map(_is_blank, answer))
        except RecursionError:  # a list that holds itself
            return False
    return answer is Ellipsis
