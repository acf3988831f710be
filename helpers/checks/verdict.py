"""The three lines that a check can print, and what it needs to read an answer."""

import numpy as np


def unanswered(*answers):
    """Say so, and return True, while one of the answers is still ``...``.

    Parameters
    ----------
    *answers : object

    Returns
    -------
    bool

    Examples
    --------
    >>> unanswered(...)
    Not yet: replace each ... with your answer and run the cell again.
    True
    >>> unanswered(3, 4)
    False
    """
    blank = any(answer is Ellipsis for answer in answers)
    if blank:
        print("Not yet: replace each ... with your answer and run the cell again.")
    return blank


def right(words):
    """Say that the answer is right, and why it matters.

    Parameters
    ----------
    words : str
    """
    print(f"Yes: {words}")


def wrong(words):
    """Say that the answer is not right, and name the likeliest mistake.

    Parameters
    ----------
    words : str
    """
    print(f"Not quite: {words}")


def number(answer):
    """The answer as a float, or None (and a line that says so) if it is not one finite number.

    Parameters
    ----------
    answer : object

    Returns
    -------
    float or None

    Examples
    --------
    >>> number(2), number([1, 2])
    Not quite: this is a list; one number is expected.
    (2.0, None)
    """
    array = numbers(answer, ())
    return None if array is None else float(array)


def numbers(answer, shape):
    """The answer as an array, or None (and a line that says so) if its shape is another.

    Parameters
    ----------
    answer : object
    shape : tuple of int
        What is expected; ``()`` is one number.

    Returns
    -------
    ndarray of float or None
    """
    try:
        array = np.asarray(answer)
    except ValueError:  # rows of different lengths
        array = np.asarray(None)
    kind = type(answer).__name__
    expected = "one number is" if shape == () else f"numbers of shape {shape} are"
    if array.dtype.kind not in "iuf" or array.shape != shape:
        found = f"shape {array.shape}" if kind == "ndarray" else f"a {kind}"
        wrong(f"this is {found}; {expected} expected.")
        return None
    if not np.isfinite(array).all():
        wrong(f"this holds NaN or infinity; {expected} expected.")
        return None
    return array.astype(float)


def close(value, truth, tolerance=1e-3):
    """Whether an answer is right to within `tolerance`, absolute or relative.

    Parameters
    ----------
    value, truth : float or ndarray
    tolerance : float

    Returns
    -------
    bool
    """
    return bool(np.allclose(value, truth, rtol=tolerance, atol=tolerance))
