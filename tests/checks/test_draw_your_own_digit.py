"""The exercises of notebook 11: answers, and what is said of them."""

import numpy as np

from helpers.attribution import (
    hidden_activations,
    integrated_gradients,
    push_pixels,
    single_unit_repairs,
)
from helpers.checks import draw_your_own_digit as checks
from helpers.digits import as_pixels, load_digits
from helpers.drawings import as_mnist
from helpers.evaluation import answers
from helpers.pad import ink_of, stroke
from helpers.storage import load_network

NET = load_network("ten-digits")
IMAGES, LABELS = load_digits("test")
TRAIN = load_digits("train")[0][:20_000]

THREE = as_pixels(IMAGES[32])
MADE = push_pixels(NET, THREE, 8, 3, "slope")
MOST_OF_IT = push_pixels(NET, THREE, 8, 3, "slope", most=4)
SHARES = integrated_gradients(NET, THREE, "z2")
BY_SHARES = np.where(np.isin(range(784), (SHARES[:, 8] - SHARES[:, 3]).argsort()[-9:]), 1, THREE)
WASTEFUL = np.where(np.arange(784) < 20, 0.1, MADE)

AN_8_ANSWERS = [
    (MADE, "Yes: 9 pixels have changed, and the network says 8."),
    (MADE.tolist(), "Yes: "),
    (THREE, "Not quite: no pixel has changed"),
    (BY_SHARES, "Not quite: 9 pixels have changed and the answer is 3. Where does the lead"),
    (MOST_OF_IT, "Not quite: 4 pixels have changed and the answer is 3. …Ask anew"),
    (np.zeros(784), "Not quite: 151 pixels have changed, and the answer is 5."),
    (as_pixels(IMAGES[61]), "Not quite: this is an 8, with"),
    (WASTEFUL, "Not quite: this is an 8, with 29 pixels changed; 12 are enough"),
    (255 * MADE, "Not quite: ink lies between 0 and 1"),
    (-MADE, "Not quite: ink lies between 0 and 1"),
]


def scribble(seed):
    places = np.random.default_rng(seed).uniform(3, 25, (8, 2))
    return as_mnist(ink_of([stroke(places)]))


SCRIBBLE_ANSWERS = [
    (scribble(73), "Yes: the network says "),
    (scribble(1), "Not quite: the largest output is "),
    (np.zeros(784), "Not quite: the largest output is 0.6"),
    (as_pixels(TRAIN[6]), "Not quite: the network is sure"),
    (2 * scribble(73), "Not quite: ink lies between 0 and 1"),
]

HIDDEN = hidden_activations(NET, IMAGES)
SAID = answers(NET, IMAGES)
WRONG = np.flatnonzero(SAID != LABELS)
REPAIRS, PRICES = single_unit_repairs(NET, HIDDEN, LABELS)
PLACE = int(np.flatnonzero(WRONG == 619)[0])
(UNIT,) = map(int, np.flatnonzero(REPAIRS[:, PLACE]))
WITHOUT = NET.weights[1] * (np.arange(100) != UNIT)
STAYS = (HIDDEN @ WITHOUT.T + NET.biases[1]).argmax(axis=1) == LABELS
LOST = int(np.sum((SAID == LABELS) & ~STAYS))

REPAIR_ANSWERS = [
    (UNIT, int(PRICES[UNIT]), "Yes: image 619 is repaired; "),
    (np.int64(UNIT), float(PRICES[UNIT]), "Yes: "),
    (UNIT, LOST, f"Not quite: {LOST} answers are lost, but "),
    (UNIT, -int(PRICES[UNIT]), "Not quite: count how many fewer"),
    (UNIT, 0, f"Not quite: unit {UNIT} repairs it. Now count"),
    ((UNIT + 1) % 100, 3, f"Not quite: with unit {(UNIT + 1) % 100} off, image 619 is read"),
    (100, 3, "Not quite: a hidden unit is an integer from 0 to 99"),
    (-1, 3, "Not quite: a hidden unit is an integer"),
]


def four_numbers(image):
    run, true = NET.forward(as_pixels(IMAGES[image])), LABELS[image]
    shares = (NET.weights[1][run.answer] - NET.weights[1][true]) * run.h[0]
    lead = run.scores[run.answer] - run.scores[true]
    return float(run.outputs.max()), float(lead), int(shares.argmax()), float(shares.max())


OUTPUT, LEAD, BLAMED, ADDS = FOUND = four_numbers(340)
BY_SCORE = next(
    int(image)
    for image in WRONG
    if (NET.weights[1][SAID[image]] * HIDDEN[image]).argmax() != four_numbers(image)[2]
)
LOUD = int((NET.weights[1][SAID[BY_SCORE]] * HIDDEN[BY_SCORE]).argmax())

EXPLANATION_ANSWERS = [
    (340, FOUND, "Yes: image 340, a 5 read as 3."),
    (340, [round(number, 2) for number in FOUND], "Yes: "),
    (340, np.array(FOUND), "Yes: "),
    (340, (OUTPUT, -LEAD, BLAMED, ADDS), "Not quite: the lead is the score of the wrong"),
    (340, (0.5, LEAD, BLAMED, ADDS), "Not quite: look again at the output"),
    (340, (OUTPUT, LEAD, BLAMED, 0.0), "Not quite: look again at what it adds"),
    (340, (OUTPUT, LEAD, BLAMED + 1, ADDS), "Not quite: look again at the unit"),
    (
        BY_SCORE,
        (*four_numbers(BY_SCORE)[:2], LOUD, 1.0),
        "Not quite: this unit adds most to the score",
    ),
    (0, FOUND, "Not quite: image 0 is a 7 and is read as one"),
    (10_000, FOUND, "Not quite: the image is an integer from 0 to 9999"),
]

EXERCISES = [
    (checks.check_made_an_8, AN_8_ANSWERS, [NET, THREE, 12]),
    (checks.check_scribble, SCRIBBLE_ANSWERS, [NET, TRAIN]),
    (checks.check_repair, REPAIR_ANSWERS, [NET, 619, IMAGES, LABELS]),
    (checks.check_explanation, EXPLANATION_ANSWERS, [NET, IMAGES, LABELS]),
]
