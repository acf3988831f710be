"""Answers to the exercises of notebook 11, Draw your own digit."""

import numpy as np

from helpers.attribution import ablated_scores, hidden_activations
from helpers.checks.verdict import close, number, numbers, right, unanswered, wrong
from helpers.digits import as_pixels
from helpers.drawings import nearest_images

FAR = 6.5  # from every training image; hardly any test image is as far
SURE = 0.99


def check_made_an_8(answer, network, pixels, most):
    """Exercise 1: an image of a 3 that is read as an 8 after a few pixels have changed.

    Parameters
    ----------
    answer : ndarray of float, shape (784,)
        The answer.
    network : helpers.network.Network
    pixels : ndarray of float, shape (784,)
        The 3.
    most : int
        How many pixels may change.
    """
    if unanswered(answer):
        return
    if (array := _image(answer, pixels.shape)) is None:
        return
    said, changed = network.forward(np.float32(array)).answer, int(np.sum(array != pixels))
    if changed == 0:
        wrong("no pixel has changed: begin with a copy of the 3, and set some of its pixels to 1.")
    elif said != 8 and changed <= most:
        wrong(
            f"{changed} pixels have changed and the answer is {said}. Where does the lead of 8 "
            "over 3 grow most? Ask anew after each pixel."
        )
    elif said != 8:
        wrong(f"{changed} pixels have changed, and the answer is {said}.")
    elif changed > most:
        wrong(f"this is an 8, with {changed} pixels changed; {most} are enough.")
    else:
        right(f"{changed} pixels have changed, and the network says 8.")


def check_scribble(answer, network, images):
    """Exercise 2: a page that is no digit, of which the network is sure.

    Parameters
    ----------
    answer : ndarray of float, shape (784,)
        The answer, as `helpers.drawings.as_mnist` makes it.
    network : helpers.network.Network
    images : ndarray of uint8, shape (n, 784)
        Training images, none of which it may be near to.
    """
    if unanswered(answer):
        return
    if (array := _image(answer, (784,))) is None:
        return
    run = network.forward(np.float32(array))
    sure = float(run.outputs.max())
    rows, distances = nearest_images(array, images, k=1)
    if sure <= SURE:
        wrong(f"the largest output is {sure:.3f}, for {run.answer}; more than {SURE} is asked.")
    elif distances[0] < FAR:
        wrong(
            f"the network is sure ({sure:.3f} for {run.answer}), but this is near to a digit: "
            f"training image {rows[0]} is {distances[0]:.1f} away, and {FAR} is asked."
        )
    else:
        right(
            f"the network says {run.answer} with {sure:.3f}, and the nearest of {len(images):,} "
            f"training images is {distances[0]:.1f} away."
        )


def check_repair(unit, cost, network, image, images, labels):
    """Exercise 3: the unit that repairs a misread image when it is off, and what that costs.

    Parameters
    ----------
    unit, cost : int
        The answer: a hidden unit, and how many right answers fewer there are with it off.
    network : helpers.network.Network
    image : int
        A row of `images` that is misread.
    images : ndarray of uint8, shape (n, 784)
    labels : ndarray of int, shape (n,)
    """
    if unanswered(unit, cost):
        return
    size = network.sizes[-2]
    if not _is_index(unit, size):
        wrong(f"a hidden unit is an integer from 0 to {size - 1}.")
        return
    if (given := number(cost)) is None:
        return
    hidden = hidden_activations(network, images)
    before, after = (ablated_scores(network, hidden, u, 0.0).argmax(axis=1) for u in ([], [unit]))
    lost, gained = (
        int(np.sum((one == labels) & (other != labels)))
        for one, other in ((before, after), (after, before))
    )
    if after[image] != labels[image]:
        wrong(
            f"with unit {unit} off, image {image} is read as {after[image]}; it is a "
            f"{labels[image]}. Which unit speaks most for {before[image]} and against "
            f"{labels[image]}?"
        )
    elif given == lost - gained:
        right(f"image {image} is repaired; {lost} answers are lost and {gained} gained.")
    elif given == lost and gained:
        wrong(f"{lost} answers are lost, but {gained} are gained too: how many fewer are right?")
    elif given == gained - lost:
        wrong("count how many fewer are right: if some are lost, that is a number above zero.")
    else:
        wrong(f"unit {unit} repairs it. Now count the right answers before and after.")


def check_explanation(image, found, network, images, labels):
    """Exercise 4: four numbers on a misread image.

    Parameters
    ----------
    image : int
        The answer: a row of `images` that is misread.
    found : tuple of four float
        The answer: the output for the wrong answer; the lead of its score over the true digit's;
        the unit that adds most to that lead; what this unit adds.
    network : helpers.network.Network
    images : ndarray of uint8, shape (n, 784)
    labels : ndarray of int, shape (n,)
    """
    if unanswered(image, found) or (isinstance(found, (tuple, list)) and unanswered(*found)):
        return
    if not _is_index(image, len(images)):
        wrong(f"the image is an integer from 0 to {len(images) - 1}.")
        return
    run, true = network.forward(as_pixels(images[image])), int(labels[image])
    said, W2 = run.answer, network.weights[-1]
    if said == true:
        wrong(f"image {image} is a {true} and is read as one: choose a mistake.")
        return
    if (given := numbers(found, (4,))) is None:
        return
    shares = (W2[said] - W2[true]) * run.h[-2]
    unit = int(shares.argmax())
    lead = run.scores[said] - run.scores[true]
    names = "the output for the wrong answer", "the lead", "the unit", "what it adds to the lead"
    truth = run.outputs[said], lead, unit, shares[unit]
    bad = [name for name, x, t in zip(names, given, truth, strict=True) if not close(x, t, 0.006)]
    if not bad:
        right(f"image {image}, a {true} read as {said}. Now write your five sentences.")
    elif close(given[1], -lead, 0.006):
        wrong("the lead is the score of the wrong answer minus that of the true digit: above zero.")
    elif given[2] == (W2[said] * run.h[-2]).argmax() != unit:
        wrong("this unit adds most to the score; asked is the lead, W2[said] − W2[true].")
    else:
        wrong(f"look again at {bad[0]}; two decimals are enough.")


def _image(answer, shape):
    """The answer as float pixels, or None and a line that says what is wrong."""
    if (array := numbers(answer, shape)) is None:
        return None
    if array.min() < 0 or array.max() > 1:
        wrong(
            f"ink lies between 0 and 1; this reaches from {array.min():.3g} to {array.max():.3g}."
        )
        return None
    return array


def _is_index(answer, size):
    whole = isinstance(answer, (int, np.integer)) and not isinstance(answer, bool)
    return whole and 0 <= answer < size
