"""Answers to the exercises of notebook 06, Read a hidden neuron."""

import numpy as np

from helpers.checks.verdict import (
    close,
    exercise,
    judge,
    number,
    numbers,
    right,
    wrong,
    yours,
)
from helpers.words import as_summands, plain_number


@exercise
def check_painted(change, weights, pixels, bar):
    """Exercise 1: the change of z when full ink is painted over some pixels.

    change: the answer. weights: one unit's, (784,). pixels: the image before. bar: bool, (784,),
    where ink is painted.
    """
    change = number(change)
    already, full = float(np.sum((weights * pixels)[bar])), float(np.sum(weights[bar]))
    after = float(np.sum(weights * np.where(bar, 1, pixels)))
    otherwise = "only products on the bar change: weight times the change of the pixel, added up."
    mistakes = {
        "this is what the bar adds with full ink; the ink that was there is still in it.": full,
        "the sign is turned: take after minus before. Ink on blue lowers z.": already - full,
        "this is what the bar adds before painting; the change is after minus before.": already,
        "this is the sum of all products after painting; the change is asked for.": after,
    }
    judge(change, full - already, mistakes, otherwise)
    gained, lost = as_summands([full, -already])
    right(
        f"z changes by {plain_number(gained + lost)}: {plain_number(gained)} for full ink, less "
        f"{plain_number(-lost)} before.{yours(change, full - already)}"
    )


@exercise
def check_strongest_image(image, weights, ink):
    """Exercise 2: the image with the highest z for a given amount of ink.

    image: the answer, (784,) or (28, 28), pixels from 0 to 1, or a mask of those that are full.
    weights: one unit's, (784,). ink: the largest sum of all pixels, int.
    """
    image = numbers(_in_a_row(image), weights.shape)
    best = float(np.sort(weights)[-ink:].sum())
    reached = float(weights @ image)
    if image.min() < 0:
        wrong("a pixel is below 0: there is no negative ink, so blue cannot be earned from.")
    elif image.max() > 1:
        wrong("a pixel is above 1: ink is full at 1, so one pixel cannot hold more.")
    elif image.sum() > ink * (1 + 1e-6):
        wrong(f"there are {image.sum():.7g} units of ink on the page; only {ink} are allowed.")
    elif close(reached, best):
        right(f"its products sum to {reached:.2f}, and no image with this ink reaches more.")
    elif np.any(image[weights < 0] > 0):
        wrong("some of the ink lies on negative weights: the largest count, not the strongest.")
    elif image.sum() < 0.99 * ink:
        wrong(f"only {image.sum():.0f} units of ink are spent, and red places are still empty.")
    else:
        wrong("all ink is on red, but not on the reddest: fill the best pixels to 1 first.")


def _in_a_row(image):
    """A mask or a square image as 784 numbers, and anything else as it is."""
    if not isinstance(image, np.ndarray):
        return image
    pixels = image.reshape(784) if image.shape == (28, 28) else image
    return pixels.astype(float) if pixels.dtype == bool else pixels
