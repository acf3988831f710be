"""The exercises of notebook 11: answers, and what is said of them."""

import numpy as np

from helpers.attribution import input_slopes, integrated_gradients, rank_correlation
from helpers.checks import draw_your_own_digit as checks
from helpers.digits import as_pixels, load_digits
from helpers.storage import load_network

NET = load_network("ten-digits")
IMAGES, LABELS = load_digits("test")

FIVE = as_pixels(IMAGES[9729])  # read as a 6


def changed(ink, most):
    """The five, with pixels set to `ink` one by one, as the gradient says, until it is read so."""
    page = FIVE.copy()
    while NET.forward(page).answer != 5 and (page != FIVE).sum() < most:
        slopes = input_slopes(NET, page, "z2")
        gain = (slopes[:, 5] - slopes[:, 6]) * (ink - page)
        page[np.where(page == ink, -np.inf, gain).argmax()] = ink
    return page


WIPED = changed(ink=0, most=40)
NOT_ENOUGH = changed(ink=0, most=3)
WASTEFUL = np.where((np.arange(784) > 600) & (WIPED > 0), WIPED / 2, WIPED)

WIPED_ANSWERS = [
    (WIPED, "Yes: 6 pixels have changed, and the network says 5."),
    (WIPED.tolist(), "Yes: "),
    (FIVE, "Not quite: no pixel has changed"),
    (changed(ink=1, most=3), "Not quite: some pixels have more ink"),
    (NOT_ENOUGH, "Not quite: 3 pixels have changed and the answer is 6. Ask anew"),
    (np.zeros(784), "Not quite: this is a 5, with "),
    (WASTEFUL, "Not quite: this is a 5, with "),
    (255 * WIPED, "Not quite: ink lies between 0 and 1"),
    (-WIPED, "Not quite: ink lies between 0 and 1"),
]

SECOND = load_network("ten-digits-second")
MISTAKE = as_pixels(IMAGES[340])  # a 5, read as a 3


def picture(network):
    shares = integrated_gradients(network, MISTAKE, "z2")
    return shares[:, 3] - shares[:, 5]


def outline(network):
    return np.abs(picture(network)) * MISTAKE + MISTAKE


def products(network):
    return network.weights[0][network.weights[1][3].argmax()] * MISTAKE


def four_numbers(picture):
    scores, lit = NET.forward(MISTAKE).scores, MISTAKE > 0
    ours = picture(NET)
    others = [rank_correlation(ours[lit], picture(one)[lit]) for one in (NET.start, SECOND)]
    return [scores[3] - scores[5], ours.sum(), *others]


LEAD, SUM, BLANK, OTHER = FOUND = four_numbers(picture)

CHECKLIST_ANSWERS = [
    (MISTAKE, 5, picture, FOUND, "Yes: a 5 read as 3; your picture passes both controls. Now"),
    (MISTAKE.tolist(), 5, picture, np.round(FOUND, 2), "Yes: "),
    (MISTAKE, 5, outline, four_numbers(outline), "Yes: a 5 …knows nothing draws your picture too"),
    (MISTAKE, 5, products, four_numbers(products), "Yes: a 5 …a second one draws another"),
    (MISTAKE, 5, picture, (-LEAD, SUM, BLANK, OTHER), "Not quite: the lead is the score of"),
    (
        MISTAKE,
        5,
        picture,
        (LEAD, SUM, OTHER, BLANK),
        "Not quite: the untrained network comes first",
    ),
    (MISTAKE, 5, picture, (LEAD, 0.0, BLANK, OTHER), "Not quite: look again at the picture's sum"),
    (MISTAKE, 5, picture, (LEAD, SUM, BLANK, 0.0), "Not quite: look again at the second network"),
    (MISTAKE, 5, 7, FOUND, "Not quite: `picture` is a function"),
    (MISTAKE, 5, lambda network: 1 / 0, FOUND, "Not quite: picture(network) stopped: division"),
    (MISTAKE, 5, lambda network: [1, 2], FOUND, "Not quite: "),
    (MISTAKE, 3, picture, FOUND, "Not quite: this is read as a 3, rightly: choose a mistake."),
    (MISTAKE, 10, picture, FOUND, "Not quite: the digit is an integer from 0 to 9"),
    (255 * MISTAKE, 5, picture, FOUND, "Not quite: ink lies between 0 and 1"),
]

EXERCISES = [
    (checks.check_wiped, WIPED_ANSWERS, [NET, FIVE, 5, 8]),
    (checks.check_checklist, CHECKLIST_ANSWERS, [NET, SECOND]),
]
