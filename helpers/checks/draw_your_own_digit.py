"""Answers to the exercises of notebook 11, Draw your own digit."""

import numpy as np

from helpers.attribution.ablation import ablated_scores
from helpers.attribution.units import hidden_activations
from helpers.checks.verdict import close, exercise, index, number, numbers, right, wrong
from helpers.digits import as_pixels
from helpers.drawings import nearest_images
from helpers.words import a, either, many

FAR = 6.5  # from every training image; hardly any test image is as far
SURE = 0.99


@exercise
def check_made_an_8(answer, network, pixels, most):
    """Exercise 1: an image of a 3 that is read as an 8 after a few pixels have changed.

    answer: the answer, (784,). pixels: the 3. most: how many pixels may change.
    """
    array = _image(answer, pixels.shape)
    said, changed = network.forward(np.float32(array)).answer, int(np.sum(array != pixels))
    if changed == 0:
        wrong("no pixel has changed: begin with a copy of the 3, and set some of its pixels to 1.")
    elif said != 8 and changed <= most:
        wrong(
            f"{many(changed, 'pixel has', 'pixels have')} changed and the answer is {said}. "
            "Where does the lead of 8 over 3 grow most? Ask anew after each pixel."
        )
    elif said != 8:
        wrong(f"{many(changed, 'pixel has', 'pixels have')} changed, and the answer is {said}.")
    elif changed > most:
        wrong(f"this is an 8, with {many(changed, 'pixel')} changed; {most} are enough.")
    else:
        right(f"{many(changed, 'pixel has', 'pixels have')} changed, and the network says 8.")


@exercise
def check_scribble(answer, network, images):
    """Exercise 2: a page that is no digit, of which the network is sure.

    answer: the answer, (784,), as `helpers.drawings.as_mnist` makes it. images: for training, none
    of which it may be near to.
    """
    array = _image(answer, (784,))
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


@exercise
def check_repair(unit, cost, network, image, images, labels):
    """Exercise 3: the unit that repairs a misread image when it is off, and what that costs.

    unit, cost: the answer, a hidden unit, and how many right answers fewer there are with it off.
    image: a row of `images` that is misread.
    """
    index(unit, network.sizes[-2], "a hidden unit")
    given = number(cost)
    hidden = hidden_activations(network, images)
    before, after = (ablated_scores(network, hidden, u, 0.0).argmax(axis=1) for u in ([], [unit]))
    lost = int(np.sum((before == labels) & (after != labels)))
    gained = int(np.sum((after == labels) & (before != labels)))
    if after[image] != labels[image]:
        wrong(
            f"with unit {unit} off, image {image} is read as {after[image]}; it is "
            f"{a(labels[image])}. Which unit speaks most for {before[image]} and against "
            f"{labels[image]}?"
        )
    elif given == lost - gained:
        right(
            f"image {image} is repaired; {many(lost, 'answer is', 'answers are')} lost and "
            f"{gained} gained."
        )
    elif given == lost:
        wrong(
            f"{many(lost, 'answer is', 'answers are')} lost, but {gained} "
            f"{either(gained, 'is', 'are')} gained too: how many fewer are right?"
        )
    elif given == gained - lost:
        wrong("count how many fewer are right: if some are lost, that is a number above zero.")
    else:
        wrong(f"unit {unit} repairs it. Now count the right answers before and after.")


@exercise
def check_explanation(image, found, network, images, labels):
    """Exercise 4: four numbers on a misread image.

    image: the answer, a row of `images` that is misread. found: the answer, the output for the
    wrong answer; the lead of its score over the true digit's; the unit that adds most to that lead;
    what this unit adds.
    """
    index(image, len(images), "the image")
    run, true = network.forward(as_pixels(images[image])), int(labels[image])
    said, W2 = run.answer, network.weights[-1]
    if said == true:
        wrong(f"image {image} is {a(true)} and is read as one: choose a mistake.")
    given = numbers(found, (4,))
    shares = (W2[said] - W2[true]) * run.h[-2]
    unit = int(shares.argmax())
    lead = run.scores[said] - run.scores[true]
    names = "the output for the wrong answer", "the lead", "the unit", "what it adds to the lead"
    truth = run.outputs[said], lead, unit, shares[unit]
    bad = [name for name, x, t in zip(names, given, truth, strict=True) if not close(x, t, 0.006)]
    if not bad:
        right(f"image {image}, {a(true)} read as {said}. Now write your five sentences.")
    elif close(given[1], -lead, 0.006):
        wrong("the lead is the score of the wrong answer minus that of the true digit: above zero.")
    elif given[2] == (W2[said] * run.h[-2]).argmax() != unit:
        wrong("this unit adds most to the score; asked is the lead, W2[said] − W2[true].")
    else:
        wrong(f"look again at {bad[0]}; two decimals are enough.")


def _image(answer, shape):
    """The answer as float pixels, if they lie between paper and full ink."""
    array = numbers(answer, shape)
    low, high = array.min(), array.max()
    if low < 0 or high > 1:
        wrong(f"ink lies between 0 and 1; this reaches from {low:.3g} to {high:.3g}.")
    return array
