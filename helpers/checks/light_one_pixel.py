"""Answers to the exercises of notebook 08, Light one pixel."""

import numpy as np

from helpers.attribution.pixels import single_pixel_effects
from helpers.attribution.slopes import integrated_gradients
from helpers.attribution.trials import residual
from helpers.checks.verdict import exercise, number, numbers, right, wrong
from helpers.network import Network
from helpers.words import many

ENOUGH = 0.01  # of the true change


@exercise
def check_steps(answer, network, image, layer):
    """Exercise 2: the fewest steps of integrated gradients whose completeness error is below 1 %.

    answer: the answer, int. The error is over the nodes of `layer`.
    """
    steps = number(answer)
    if steps != int(steps) or not 1 <= steps <= 1_000:
        wrong("a number of steps is a whole number from 1; more than 1000 are never needed here.")
    steps = int(steps)
    here, before = (
        residual(network, image, layer, integrated_gradients(network, image, layer, steps=n)).error
        for n in (steps, max(steps - 1, 1))
    )
    if here > ENOUGH:
        wrong(f"with {many(steps, 'step')} the error is still {here:.1%}; take more.")
    elif steps > 1 and before <= ENOUGH:
        wrong(
            f"{many(steps, 'step')} are enough ({here:.2%}), but {many(steps - 1, 'step')} too; "
            "take fewer."
        )
    elif steps > 1:
        right(f"{many(steps, 'step')} leave {here:.2%}, one step fewer {before:.1%}.")
    else:
        right(f"one step leaves {here:.2%}: nothing bends on the way.")


@exercise
def check_and(weights, bias):
    """Exercise 1: a ReLU unit of two pixels that fires for both and shows no single effect.

    weights, bias: the answer, two numbers and one.
    """
    w, b = numbers(weights, (2,)), number(bias)
    unit = Network((2, 1, 2), [[w], [[1], [-1]]], [[b], [0, 0]], hidden="relu")
    both = np.ones(2, dtype=np.float32)
    alone = single_pixel_effects(unit, both, "h1").ravel()
    black, together = (unit.forward(x).h[0][0] for x in (0 * both, both))
    if together - black <= 0:
        wrong(
            f"with both pixels lit h is {together:.2f}, with none {black:.2f}: both together "
            "have to make it larger."
        )
    elif alone.any():
        wrong(
            f"one pixel alone already changes h, by {alone[0]:.2f} and {alone[1]:.2f}. Lower the "
            "bias until neither is enough."
        )
    else:
        right(
            f"each pixel alone changes nothing, both together {together - black:.2f}. The single "
            "effects see an empty map, and the gap is the whole change."
        )
