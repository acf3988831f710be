"""Answers to the exercises of notebook 08, Light one pixel."""

import numpy as np

from helpers.attribution.pixels import single_pixel_effects
from helpers.attribution.slopes import integrated_gradients
from helpers.attribution.trials import residual
from helpers.checks.verdict import close, exercise, judge, number, numbers, right, wrong
from helpers.network import Network, layer_names
from helpers.words import many

ENOUGH = 0.01  # of the true change


@exercise
def check_rank_one(answer, network, image):
    """Exercise 1: what each pixel alone, going from white to the image, does to h1.

    answer: the answer, (784, n_hidden).
    """
    white = np.ones_like(image)
    truth = single_pixel_effects(network, image, "h1", white)
    is_array = isinstance(answer, np.ndarray) and answer.dtype.kind == "f"
    if is_array and answer.shape == truth.T.shape and close(answer, truth.T, 1e-4):
        wrong("the right numbers, on their side: one row a pixel, one column a node; transpose.")
    array = numbers(answer, truth.shape)
    on_white = network.forward(white)
    change = (image[:, None] - 1) * network.weights[0].T  # of z1
    z1, h1 = change + on_white.z[0], truth + on_white.h[0]
    from_black = single_pixel_effects(network, image, "h1")
    otherwise = "start with z1 on white; pixel i adds (image[i] - 1) * W1[:, i]; then the sigmoid."
    mistakes = {
        "these are the changes of z1; h1 is its sigmoid, before and after.": change,
        "this starts from black; here every other pixel stays white.": from_black,
        "the sign is turned round: after minus before, and before is white.": -truth,
        "these are the values of h1 themselves; take away its value on white.": h1,
        "these are the values of z1 itself; the sigmoid is missing, and h1 on white.": z1,
    }
    judge(array, truth, mistakes, otherwise, tolerance=1e-4)
    right(
        f"the largest is {np.abs(truth).max():.2f}; for z1 alone it is (image - 1) times a "
        "column of W1, and the sigmoid comes after."
    )


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
def check_why_not(baseline, network, image, answer, rival):
    """Exercise 3: a baseline that can say what the image lacks to be its rival.

    baseline: the answer, (784,). answer, rival: int, what the network answers, and what it might
    have.
    """
    array = numbers(baseline, image.shape).astype(np.float32)
    if array.min() < 0 or array.max() > 1:
        wrong("pixels go from 0 to 1; convert bytes with as_pixels.")
    said, empty = network.forward(array).answer, image == 0
    parts = integrated_gradients(network, image, layer_names(network)[-2], array)
    parts = np.abs(parts[:, answer] - parts[:, rival])
    share = parts[empty].sum() / (parts.sum() or 1)
    if np.array_equal(array, image):
        wrong("compared with itself the image has no parts at all.")
    elif not array.any():
        wrong(
            f"from black, pixels without ink have exactly no part, and black is called {said}, "
            f"not {rival}."
        )
    elif said == rival and share > 0.1:
        right(
            f"compared with an image that is called {rival}, {share:.0%} of the parts lie where "
            "this one has no ink."
        )
    elif said == rival:
        wrong(f"it is called {rival}, but only {share:.0%} of the parts lie on missing ink.")
    else:
        wrong(
            f"this baseline is called {said}: it answers 'why not {said}'. Compare with something "
            f"that the network calls {rival}."
        )


@exercise
def check_and(weights, bias):
    """Exercise 4: a ReLU unit of two pixels that fires for both and shows no single effect.

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
