"""Answers to the exercises of notebook 04, Combine a few neurons."""

import numpy as np

from helpers.checks.verdict import close, number, numbers, right, unanswered, wrong
from helpers.playground import shares

ENOUGH = 0.95  # share of the points that have to be right
RUNS = 10  # as many seeds, each of which has to reach that
NETS = range(2, 9)


def check_score(answer, network, point):
    """Exercise 1: the score at a point, read from the heat maps.

    Parameters
    ----------
    answer : float
        The answer, to within one.
    network : helpers.network.Network
        2→units→1.
    point : array_like of float, shape (2,)
    """
    if unanswered(answer) or (value := number(answer)) is None:
        return
    run, outgoing = network.forward(np.array(point, dtype=np.float32)), network.weights[1][0]
    h, bias, truth = run.h[0], network.biases[1][0], run.scores[0]
    if abs(value - truth) <= 1:
        side = "dark" if truth > 0 else "white"
        right(f"the score is {truth:.2f}, so the point is answered {side}.")
    elif abs(value - (truth - bias)) <= 1:
        wrong(f"that is the sum of the units; the bias {bias:.2f} is missing.")
    elif abs(value - (np.abs(outgoing) @ h + bias)) <= 1:
        wrong("an outgoing weight is negative: blue times minus is plus.")
    elif abs(value - (outgoing.sum() + bias)) <= 1:
        wrong("this takes every unit as +1; in a blue place the activation is -1.")
    elif close(value, run.outputs[0], 0.01):
        wrong("this is the output; the score is the number before the sigmoid.")
    else:
        wrong("read each activation at the point, red +1 or blue -1, times its weight, plus bias.")


def check_spiral(answer):
    """Exercise 2: the smallest network that learns the spiral with each of ten seeds.

    It is trained here and now, and the one with a unit less beside it.

    Parameters
    ----------
    answer : int
        The answer: hidden units.
    """
    if unanswered(answer) or (value := number(answer)) is None:
        return
    if value not in NETS:
        wrong(f"choose a whole number of hidden units from {NETS[0]} to {NETS[-1]}.")
        return
    learned = _learned(int(value))
    if learned < RUNS:
        wrong(f"with {value:.0f} units {learned} of {RUNS} seeds reach {ENOUGH:.0%}.")
    elif (fewer := _learned(int(value) - 1)) == RUNS:
        wrong(f"{learned} of {RUNS} seeds, and with one unit less it is still {fewer}.")
    else:
        right(f"with {value:.0f} units {learned} of {RUNS} seeds, with one less {fewer}.")


def check_lines(answer, points, classes):
    """Exercise 3: lines set by hand that fence the class 1.

    Each row is a tanh unit's w1, w2 and b. All outgoing weights are 1, and the bias is one less
    than there are units, negative: a point is inside if every unit says so.

    Parameters
    ----------
    answer : array_like of float, shape (units, 3)
        The answer.
    points : ndarray of float, shape (n, 2)
    classes : ndarray of int, shape (n,)
    """
    if unanswered(answer) or _has_blanks(answer):
        return
    rows = len(answer) if isinstance(answer, (list, tuple, np.ndarray)) else 3
    if (lines := numbers(answer, (rows, 3))) is None:
        return
    share = _fenced(lines, points, classes)
    z = points @ lines[:, :2].T + lines[:, 2]
    through = np.sum(z[classes == 1] <= 0, axis=0)  # dark points on each line's wrong side
    if share >= ENOUGH and rows == 3:
        right(f"{share:.1%} of the points are right, with three lines. Two would leave a way out.")
    elif share >= ENOUGH:
        wrong(f"{share:.1%} are right, with {rows} lines. It can be done with fewer.")
    elif _fenced(-lines, points, classes) >= ENOUGH:
        wrong("the lines are in the right places, and z is positive outside: change all signs.")
    elif rows < 3:
        wrong(f"{share:.1%}. With {rows} there is a direction that crosses no line from inside.")
    elif through.max() > 0.1 * np.sum(classes == 1):
        line = through.argmax()
        wrong(f"{share:.1%}. Line {line} leaves {through[line]} dark points on its negative side.")
    else:
        inside = np.sum((z > 0).all(axis=1) & (classes == 0))
        wrong(f"{share:.1%}. No line cuts off many dark points; {inside} white ones are inside.")


def _learned(units):
    """Of some seeds, how many networks of so many units get the spiral right."""
    return int(np.sum(shares("spiral", units, RUNS) >= ENOUGH))


def _has_blanks(answer):
    """Whether a list still holds ``...``, and the line that says so."""
    if not isinstance(answer, (list, tuple)):
        return False
    return unanswered(*(part for row in answer for part in (row if np.iterable(row) else [row])))


def _fenced(lines, points, classes):
    """Share of the points that a network with these lines gets right."""
    score = np.tanh(points @ lines[:, :2].T + lines[:, 2]).sum(axis=1) - (len(lines) - 1)
    return float(np.mean((score > 0) == classes))
