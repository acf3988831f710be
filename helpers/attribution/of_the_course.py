"""What the course found in its networks, measured again in networks of other images."""

import numpy as np

from helpers.attribution.ablation import ablated_scores
from helpers.attribution.composition import composed_map
from helpers.attribution.neurons import lead_of_favourite
from helpers.attribution.picture_trials import picture_trial
from helpers.attribution.sanity_checks import noise, shifted, shuffled_outputs
from helpers.attribution.units import hidden_activations, top_units
from helpers.digits import as_pixels
from helpers.evaluation import accuracy, answers, same_answers

FEW = 20  # images whose pictures are compared
NOISE = 1_000  # pages
KEPT = 5  # contributors
# A finding holds above or below these. Those of pictures are the limits of notebook 10.
ABOVE = {
    "03: pixels that never have ink": 0.01,
    "11: MNIST's form, right answers kept": 0.9,
    "06: neurons with less blue": 0.5,
    "10: noise gets one answer": 0.5,
    "10: five contributors keep the answer": 0.8,
    "10: the same before training": 0.8,
    "10: pictures agree, other seeds": 0.7,
}
BELOW = {
    "10: pictures agree, know nothing": 0.2,
    "11: moved by 4 pixels, right": 0.5,
    "09: composed pictures answer alike": 0.9,
}


def findings(networks, images, labels):
    """The course's findings, measured again: lists by what is found, and in which notebook.

    Most hold a share for each network. Those of pictures hold how far the first network's
    integrated gradients agree with the others', or with those of networks that know nothing,
    shuffled and untrained; with signs.

    networks: at least two that have learned the same, with their starts, each from another seed.
    images, labels: test images, the first of them with ink.
    """
    first, *others = networks.values()
    pages, chance = as_pixels(images), noise(NOISE, np.random.default_rng(1))
    means = np.array([pages[labels == c].mean(axis=0) for c in np.unique(labels)])
    moved = shifted(images, right=4)

    def less_blue(network):
        more_red, less = lead_of_favourite(network.weights[0], means)
        return np.mean(less > more_red)

    each = {
        "11: moved by 4 pixels, right": lambda network: accuracy(network, moved, labels),
        "06: neurons with less blue": less_blue,
        "10: five contributors keep the answer": lambda network: _kept(network, images),
        "10: the same before training": lambda network: _kept(network.start, images),
        "09: composed pictures answer alike": lambda network: same_answers(
            composed_map(network), network, images
        ),
        "10: noise gets one answer": lambda network: (
            np.bincount(answers(network, chance)).max() / NOISE
        ),
    }
    found = {name: [float(of(net)) for net in networks.values()] for name, of in each.items()}
    group = {"first": first, **dict(enumerate(others))}
    group |= {"shuffled": shuffled_outputs(first, np.random.default_rng(0))}
    group |= {"untrained": first.start}
    signed = picture_trial(group, images[:FEW], labels[:FEW], "integrated gradients").signed
    nothing = [signed.pop("shuffled"), signed.pop("untrained")]
    found["10: pictures agree, other seeds"] = list(signed.values())
    return found | {"10: pictures agree, know nothing": nothing}


def finding_by_finding(found, above, below):
    """Findings as a table: words, whether each holds, and the rows' names with their limits.

    A finding holds in a set of images where every number is beyond its limit.

    found: a dict of sets of images to what `findings` gave. above, below: dicts of the findings'
    names to their limits.

    >>> finding_by_finding({"digits": {"noise": [0.7, 0.9]}}, {"noise": 0.8}, {})
    ([['0.70, 0.90']], [[False]], ['noise: above 0.8'])
    """
    cells, verdicts, rows = [], [], []
    for way, limits in (("above", above), ("below", below)):
        for finding, limit in limits.items():
            values = [np.array(each[finding]) for each in found.values()]
            verdicts.append(
                [bool(np.all(v > limit if way == "above" else v < limit)) for v in values]
            )
            numbers = [[f"{number:.2f}".replace("-", "−") for number in v] for v in values]
            cells.append([", ".join(row) for row in numbers])
            rows.append(f"{finding}: {way} {limit:g}")
    return cells, verdicts, rows


def _kept(network, images):
    """The share of answers that the five neurons that add most to them keep, all others at zero."""
    hidden, said = hidden_activations(network, images), answers(network, images)
    five = top_units(network, hidden, said, "contribution", KEPT)
    return np.mean(ablated_scores(network, 0 * hidden, five, hidden).argmax(axis=1) == said)
