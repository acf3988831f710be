"""Answers to the exercises of notebook 04, Combine a few neurons."""

import numpy as np

from helpers.checks.verdict import close, exercise, judge, number, numbers, right, wrong
from helpers.words import many

ENOUGH = 0.95  # share of the points that have to be right


@exercise
def check_score(answer, network, point):
    """Exercise 1: the score of 2→units→1 at a point, read from the heat maps.

    answer: the answer, to within one. point: float, (2,).
    """
    value = number(answer)
    run, outgoing = network.forward(np.array(point, dtype=np.float32)), network.weights[1][0]
    h, bias, truth = run.h[0], network.biases[1][0], run.scores[0]

    def near(score):
        return abs(value - score) <= 1

    all_red = near(outgoing.sum() + bias)
    is_output = close(value, run.outputs[0], 0.01)
    side = "dark" if truth > 0 else "white"
    otherwise = "read each activation at the point, red +1 or blue -1, times its weight, plus bias."
    mistakes = {
        f"that is the sum of the units; the bias {bias:.2f} is missing.": near(truth - bias),
        "an outgoing weight is negative: blue times minus is plus.": near(abs(outgoing) @ h + bias),
        "this takes every unit as +1; in a blue place the activation is -1.": all_red,
        "this is the output; the score is the number before the sigmoid.": is_output,
    }
    judge(value, near(truth), mistakes, otherwise)
    right(f"the score is {truth:.2f}, so the point is answered {side}.")


@exercise
def check_lines(answer, points, classes):
    """Exercise 2: lines set by hand that fence the class 1.

    Each row is a tanh unit's w1, w2 and b. All outgoing weights are 1, and the bias is one less
    than there are units, negative: a point is inside if every unit says so.

    answer: numbers, (units, 3). points: float, (n, 2). classes: int, (n,).
    """
    rows = len(answer) if isinstance(answer, (list, tuple)) or getattr(answer, "ndim", 0) else 3
    lines = numbers(answer, (rows, 3))
    share = _fenced(lines, points, classes)
    z = points @ lines[:, :2].T + lines[:, 2]
    through = np.sum(z[classes == 1] <= 0, axis=0)  # dark points on each line's wrong side
    if share >= ENOUGH and rows == 3:
        right(f"{share:.1%} of the points are right, with three lines. Two would leave a way out.")
    elif share >= ENOUGH:
        wrong(f"{share:.1%} are right, with {many(rows, 'line')}. It can be done with fewer.")
    elif _fenced(-lines, points, classes) >= ENOUGH:
        wrong("the lines are in the right places, and z is positive outside: change all signs.")
    elif rows < 3:
        wrong(f"{share:.1%}. With {rows} there is a direction that crosses no line from inside.")
    elif through.max() > 0.1 * np.sum(classes == 1):
        line = through.argmax()
        wrong(
            f"{share:.1%}. Line {line} leaves {many(through[line], 'dark point')} on its "
            "negative side."
        )
    else:
        inside = np.sum((z > 0).all(axis=1) & (classes == 0))
        wrong(
            f"{share:.1%}. No line cuts off many dark points; "
            f"{many(inside, 'white one is', 'white ones are')} inside."
        )


def _fenced(lines, points, classes):
    """Share of the points that a network with these lines gets right."""
    score = np.tanh(points @ lines[:, :2].T + lines[:, 2]).sum(axis=1) - (len(lines) - 1)
    return float(np.mean((score > 0) == classes))
