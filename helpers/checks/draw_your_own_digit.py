"""Answers to the exercises of notebook 11, Draw your own digit."""

from contextlib import redirect_stdout
from io import StringIO

import numpy as np

from helpers.attribution.likeness import rank_correlation
from helpers.checks.verdict import WrongAnswerError, close, exercise, index, numbers, right, wrong
from helpers.words import a, many

# Agreement with another network, as in the checklist of notebook 10: at most, where nothing was
# learned; at least, where the same was learned.
NOTHING, ENOUGH = 0.2, 0.7


@exercise
def check_wiped(answer, network, pixels, digit, most):
    """Exercise 1: a misread image that is read rightly after a few pixels have been wiped.

    answer: the answer, (784,). pixels: the image as it was. digit: what it shows. most: how many
    pixels may change.
    """
    array = _image(answer, pixels.shape)
    said, changed = network.forward(np.float32(array)).answer, int(np.sum(array != pixels))
    changes = many(changed, "pixel has", "pixels have")
    if changed == 0:
        wrong("no pixel has changed: begin with a copy of the image, and set some pixels to 0.")
    elif (array > pixels).any():
        wrong(
            "some pixels have more ink than before. Wiping changes a pixel by 0 − ink: "
            "what does a gradient promise for a step to the other side?"
        )
    elif said != digit:
        wrong(f"{changes} changed and the answer is {said}. Ask anew after each pixel.")
    elif changed > most:
        wrong(f"this is {a(digit)}, with {many(changed, 'pixel')} changed; {most} are enough.")
    else:
        right(f"{changes} changed, and the network says {digit}.")


@exercise
def check_checklist(pixels, digit, picture, found, network, second):
    """Exercise 2: a picture of a mistake, put through the checklist of notebook 10.

    pixels: the answer, a misread image, (784,). digit: the answer, what it shows. picture: the
    answer, a function that takes a network and returns 784 numbers. found: the answer, the lead of
    the digit that was read over the true one; the picture's sum; its rank correlation, over the
    pixels with ink, with the same picture from the untrained network, and with that of `second`.
    """
    array = np.float32(_image(pixels, (784,)))
    index(digit, network.sizes[-1], "the digit")
    run = network.forward(array)
    if run.answer == digit:
        wrong(f"this is read as {a(digit)}, rightly: choose a mistake.")
    if not callable(picture):
        wrong("`picture` is a function: picture(network) returns 784 numbers.")
    given = numbers(found, (4,))
    ours, blank, theirs = (_drawn(picture, one) for one in (network, network.start, second))
    lit = array > 0
    lead = float(run.scores[run.answer] - run.scores[digit])
    agrees = [rank_correlation(ours[lit], other[lit]) for other in (blank, theirs)]
    truth = lead, float(ours.sum()), *agrees
    names = "the lead", "the picture's sum", "the untrained network", "the second network"
    bad = [name for name, x, t in zip(names, given, truth, strict=True) if not close(x, t, 0.006)]
    if not bad:
        right(
            f"{a(digit)} read as {run.answer}; {_controls(*agrees)}. Now write your five sentences."
        )
    elif close(given[0], -lead, 0.006):
        wrong("the lead is the score of the wrong answer minus that of the true digit: above zero.")
    elif bad[0] == names[2] and close(given[2], truth[3], 0.006):
        wrong("the untrained network comes first, then the second one.")
    else:
        wrong(f"look again at {bad[0]}; two decimals are enough.")


def _controls(untrained, second):
    """What the controls of notebook 10 say of a picture."""
    if untrained > NOTHING:
        return "a network that knows nothing draws your picture too"
    if second < ENOUGH:
        return "your picture knows this network, and a second one draws another"
    return "your picture passes both controls"


def _drawn(picture, network):
    """A learner's own picture of a network."""
    try:
        with redirect_stdout(StringIO()):
            found = picture(network)
    except Exception as error:  # whatever a learner's function may raise
        raise WrongAnswerError(f"picture(network) stopped: {error}") from error
    return numbers(found, (784,))


def _image(answer, shape):
    """The answer as float pixels, if they lie between paper and full ink."""
    array = numbers(answer, shape)
    low, high = array.min(), array.max()
    if low < 0 or high > 1:
        wrong(f"ink lies between 0 and 1; this reaches from {low:.3g} to {high:.3g}.")
    return array
