"""Pictures on trial: do they add up, come back in other networks, and say what the network does?"""

from typing import NamedTuple

import numpy as np

from helpers.attribution.likeness import correlation, rank_correlation
from helpers.attribution.pictures import OF_WEIGHTS, OWN_BASELINE, class_picture
from helpers.digits import as_pixels

# All of `PICTURES` and `PAINTED`: about one neuron, the whole network, one image's score.
KINDS = (
    *("weights", "products", "top images", "Cov·w", "composed", "fitted", "gradient"),
    *("gradient × input", "single pixel", "leave one out", "integrated gradients"),
    *("Shapley values", "expected gradients"),
)
SIDE, PATCH = 28, 7
OTHERS = 20  # images that a patch is taken from, where a picture compares with other images


class PictureTrial(NamedTuple):
    """What came of one kind of picture, over some images.

    Attributes
    ----------
    error : float
        How far the picture's sums are from the changes of the score, as a share of these.
    patches : float
        How well the picture's sum over a patch says how far the score falls when the patch is
        wiped: the mean correlation over all patches of an image.
    signed, unsigned : dict
        For each other network the mean rank correlation of the two pictures over the pixels with
        ink, with their signs and without.
    """

    error: float
    patches: float
    signed: dict
    unsigned: dict


def picture_trial(networks, images, labels, kind, data=None):
    """Put one kind of picture on trial: a `PictureTrial`.

    networks: the first is in question, the others are compared with it: see `control_networks`.
    images: with ink in each. kind, data: as for `class_picture`.
    """
    first, *others = networks
    gaps, changes, told = [], [], []
    signed, unsigned = ({name: [] for name in others} for _ in range(2))
    for x, digit in zip(as_pixels(images), labels, strict=True):
        maps = {
            name: class_picture(network, x, digit, kind, data) for name, network in networks.items()
        }
        lit = {name: picture[x > 0] for name, picture in maps.items()}
        for name in others:
            signed[name].append(rank_correlation(lit[first], lit[name]))
            unsigned[name].append(rank_correlation(np.abs(lit[first]), np.abs(lit[name])))
        parts = maps[first] * x if kind in OF_WEIGHTS else maps[first]
        baselines = as_pixels(data[:OTHERS]) if kind in OWN_BASELINE else None
        says, does = patch_changes(networks[first], x, digit, parts, baselines)
        told.append(correlation(says, does) if np.ptp(says) and np.ptp(does) else 0.0)
        everything = as_pixels(data) if kind in OWN_BASELINE else np.zeros((1, x.size), np.float32)
        before = networks[first].run(everything).scores[:, digit].mean()
        changes.append(networks[first].run(x).scores[digit] - before)
        gaps.append(parts.sum() - changes[-1])
    error = float(np.abs(gaps).sum() / (np.abs(changes).sum() or 1))
    means = ({name: float(np.mean(v)) for name, v in part.items()} for part in (signed, unsigned))
    return PictureTrial(error, float(np.mean(told)), *means)


def class_pictures(networks, image, digit, kinds, data=None):
    """One class's pictures of several kinds from several networks: (n_networks, n_kinds, 784).

    kinds: names, as for `class_picture`; data: as there.
    """
    return np.array(
        [
            [class_picture(network, image, digit, kind, data) for kind in kinds]
            for network in networks.values()
        ]
    )


def agreements(pictures, image):
    """How far each picture agrees with the first: rank correlations over the pixels with ink.

    1 for the same order of the pixels, from the most negative to the most positive, and near 0 for
    orders that have nothing to do with each other.

    pictures: (n, 784). image: with ink.

    >>> agreements([[1, 2, 3, 0], [4, 5, 7, 9], [3, 2, 1, 9]], np.array([1.0, 1, 1, 0]))
    [1.0, 1.0, -1.0]
    """
    lit = np.asarray(pictures)[:, image > 0]
    return [round(rank_correlation(lit[0], own), 12) for own in lit]


def by_groups(trials, groups):
    """The agreements of trials, sorted for `helpers.plots.show_dots`: with signs and without.

    For both a dict of the groups' names, with a list of numbers for each trial.

    trials: a dict of kinds of pictures to their `PictureTrial`. groups: a dict of names to lists of
    networks' names.
    """
    return {
        title: {
            name: [
                [getattr(trial, part)[network] for network in group] for trial in trials.values()
            ]
            for name, group in groups.items()
        }
        for title, part in (("with signs", "signed"), ("without signs", "unsigned"))
    }


def patch_changes(network, image, digit, picture, baselines=None):
    """What a picture says of each patch of 7×7 pixels, and what the network does without it.

    Two arrays with a number for each place of the patch: the picture's sum over it, and how far the
    score of `digit` falls when it is wiped. Places without ink are left out. Ancona, Ceolini,
    Öztireli, Gross (2018), arXiv:1711.06104 (sensitivity-n), where pixels are drawn by chance.

    picture: one signed number a pixel, (784,), such as a method's attributions.
    baselines: images, as rows of floats: the patch is not wiped but replaced by that of each of
    them, at every place, and the mean change counts.
    """
    squares = _squares()
    if baselines is None:
        squares = squares[(squares & (image > 0)).any(axis=1)]
    pages = np.zeros((1, image.size), np.float32) if baselines is None else baselines
    after = [
        network.run(np.where(squares, page, image).astype(np.float32)).scores[:, digit]
        for page in pages
    ]
    return squares @ picture, network.run(image).scores[digit] - np.mean(after, axis=0)


def _squares():
    """All places of the patch, (n, 784), bool."""
    places = SIDE - PATCH + 1
    row, column = np.divmod(np.arange(places * places), places)
    down, across = np.divmod(np.arange(SIDE * SIDE), SIDE)
    inside = (down >= row[:, None]) & (down < row[:, None] + PATCH)
    return inside & (across >= column[:, None]) & (across < column[:, None] + PATCH)


# What each kind of picture is compared with, and what it is good for.
COMPARED = {
    "weights": "nothing",
    "products": "blank page",
    "top images": "nothing",
    "Cov·w": "mean image",
    "composed": "nothing",
    "fitted": "nothing",
    "gradient": "a small step",
    "expected gradients": "other images",
}
GOOD_FOR = {
    "weights": "what one neuron weighs",
    "products": "how its z adds up",
    "top images": "images to look at next",
    "Cov·w": "what goes with its z",
    "composed": "the weights at a glance",
    "fitted": "the best linear picture",
    "gradient": "what to add or wipe",
    "gradient × input": "a quick first look",
    "single pixel": "one pixel, lit alone",
    "leave one out": "one pixel wiped",
    "integrated gradients": "how the ink adds up",
    "Shapley values": "checking the row above",
    "expected gradients": "what missing ink does",
}
DASH = "–"
FIVE = "five contributors"  # which are no picture, and went through the controls of their own
CHECKLIST = (
    "white is zero",
    "sum off by",
    "compared with",
    "random networks, at most",
    "second networks, at least",
    "predicts a wiped patch",
    "good for",
)


def checklist(trials, learned, nothing, enough):
    """The checklist filled in: the columns' names, the rows', words and verdicts.

    Four lists or tuples. There is a row for each kind of picture, and a last one for the `FIVE`
    neurons that add most. A verdict is True, False, or None where there is nothing to pass; a dash
    stands where the question has no meaning.

    trials: a dict of kinds of pictures to their `PictureTrial`. learned, nothing: names of the
    networks that have learned the same, and of those that know nothing. enough: a dict of the
    largest error, ``"sum"``, the largest agreement with these, ``"random"``, and the least with
    those, ``"second"``, and of patches, ``"patch"``.
    """
    cells, verdicts = [], []
    for kind, trial in trials.items():
        random = max(trial.signed[name] for name in nothing)
        second = min(trial.signed[name] for name in learned)
        ink, sums = kind == "top images", f"{trial.error:.0%}"
        if kind == "products":
            sums += ", z: 0%"
        words = [DASH if ink else "yes", DASH if ink else sums, COMPARED.get(kind, "blank page")]
        words += [f"{random:.2f}", f"~{second:.2f}", f"{trial.patches:.2f}", GOOD_FOR[kind]]
        cells.append(words)
        passed = [None, None] if ink else [True, trial.error <= enough["sum"]]
        passed += [None, random <= enough["random"]]
        passed += [second >= enough["second"], trial.patches >= enough["patch"], None]
        verdicts.append(passed)
    cells.append([DASH, DASH, "neurons off", "keep it too", "not asked", DASH, "what added most"])
    verdicts.append([None, None, None, False, None, None, None])
    return CHECKLIST, [*trials, FIVE], cells, verdicts
