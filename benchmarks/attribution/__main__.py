"""Attribution against the naive loop and Captum: python -m benchmarks.attribution.

Every way to answer a question runs first for its values, which have to agree with those of the
naive loop, and then in turn with the other ways for its time.
"""

import tempfile
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy as np

from benchmarks.attribution.questions import MANY, ONE_SCORE, ORDERS, STEPS
from benchmarks.machine import in_words
from benchmarks.report import Goal, Section, write
from benchmarks.timing import in_turn, ratio
from benchmarks.workers import Worker

TOLERANCE = 1e-4
OURS, NAIVE, FREE = "ours", "naive loop", ", all processors"
PEERS = [name for name in ("torch", "captum") if find_spec(name)]


class Question(NamedTuple):
    """What is asked, in short for a goal and in full for its table; rounds; a naive loop's goal."""

    short: str
    full: str
    rounds: int = 5
    times_naive: int = 1
    why_not: str = ""


QUESTIONS = {
    "alone": Question(
        "single pixels of a digit",
        "**Single pixels.** Each of the 784 pixels of a 3 alone, at its own value, on a black "
        "image: what it does to all 320 nodes of 784→50→100→10. Captum is asked by giving it the "
        "black image and the 3 as what a feature is replaced by. 210 pixels are not black; ours "
        "alone leaves the others out.",
        times_naive=36,
    ),
    "alone, white": Question(
        "single pixels of a white image",
        "The same on an image that is all white, where no pixel can be left out.",
        times_naive=36,
        why_not="All 784 changed hidden layers have to go through the later layers, which is more "
        "than three quarters of ours, and which nobody is spared.",
    ),
    "removed": Question(
        "pixels of a digit removed",
        "**Pixels removed.** Each pixel of the 3 alone turned black, the question that Captum's "
        "`FeatureAblation` and `Occlusion` are made for.",
    ),
    "path, one": Question(
        "integrated gradients of one image",
        f"**Integrated gradients**, {STEPS} steps from black, taken at their middles (Captum's "
        "`riemann_middle`), all ten scores of one image.",
    ),
    "path, many": Question(
        f"integrated gradients of {MANY} images",
        f"The same for {MANY} images, each for the score of its own answer. Ours computes all ten "
        "scores, one image after the other; Captum gets all images at once.",
    ),
    "units": Question(
        "hidden units left out",
        "**Hidden units left out.** Each of the 100 hidden units of 784→100→10 at zero, one after "
        "the other: the scores of all 10,000 test images, from their pixels.",
        rounds=3,
        times_naive=56,
        why_not="Nine tenths of ours are its one forward pass, from the pixels, which counts too.",
    ),
    "shapley": Question(
        "Shapley values",
        f"**Shapley values** of the 3's pixels for all ten scores, sampled with {ORDERS} orders. "
        "Everyone walks the same orders, Captum through its `permutation_generator` and with a "
        "feature mask that spares it the black pixels.",
        rounds=3,
    ),
}


def main():
    section = Section("Attribution", in_words(*PEERS))
    section.say(
        "The networks are stored ones, in float32; Captum has the same weights in a torch module. "
        "Times are medians of rounds in which all take turns, each in a process of its own, and "
        "on one thread where nothing else is said. The last column is the largest difference "
        f"from the naive loop's values; more than {TOLERANCE:g} would have stopped the run. "
        f"Where a line says{ONE_SCORE.lstrip(',')}, it was asked for the answer's score only, "
        "which is less work. Captum may compute as many changed images in one pass as it is "
        "quickest with."
    )
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        sides = started(stack)
        if len(sides) == 1:
            section.say("Captum or torch is not installed: nothing is compared with them here.")
        for name, question in QUESTIONS.items():
            away, seconds = asked(name, sides, Path(folder), question.rounds)
            report(section, question, away, seconds)
    write(section)


def started(stack):
    """The processes that answer, by what is put behind the names of their ways."""
    here = "benchmarks.attribution"
    sides = {"": [Worker(f"{here}.by_numpy", one_thread=True)], FREE: []}
    if len(PEERS) == 2:
        sides[""].append(Worker(f"{here}.by_captum", one_thread=True))
        sides[FREE].append(Worker(f"{here}.by_captum"))
    return [(words, stack.enter_context(side)) for words, these in sides.items() for side in these]


def asked(name, sides, folder, rounds=1):
    """How far each way is from the naive loop, and its seconds.

    Returns
    -------
    away : dict of str to float
    seconds : dict of str to list of float
    """
    naive, naive_own = (str(folder / f"{kind}.npy") for kind in ("naive", "own"))
    sides[0][1].ask("expect", question=name, way=NAIVE, path=naive, path_of_own=naive_own)
    away, turns = {}, {}
    for words, side in sides:
        for way in side.ask("ways_for", question=name):
            path = str(folder / "found.npy")
            side.ask("answer", question=name, way=way, path=path)
            expected = np.load(naive_own if way.endswith(ONE_SCORE) else naive)
            away[way + words] = float(np.abs(np.load(path) - expected).max())
            turns[way + words] = lambda side=side, way=way: side.ask(
                "seconds", question=name, way=way
            )
    wrong = {way: gap for way, gap in away.items() if not gap <= TOLERANCE}
    assert not wrong, f"{name}: these are too far from the naive loop: {wrong}"
    return away, in_turn(turns, rounds)


def report(section, question, away, seconds):
    """A table, and the goals: ahead of everyone, and of the naive loop by so much."""
    section.say(question.full)
    times_ours = {way: ratio(seconds, way, OURS) for way in seconds}
    section.table(
        ("who", "milliseconds", "times ours", "difference"),
        [
            (way, plain(median(took) * 1e3), plain(times_ours[way]), f"{away[way]:.0e}")
            for way, took in seconds.items()
        ],
    )
    others = {way: times for way, times in times_ours.items() if way not in (OURS, NAIVE)}
    section.goals.append(
        Goal(
            f"{question.short}, times as quick as the naive loop",
            times_ours[NAIVE],
            question.times_naive,
            at_least=True,
            why_not=question.why_not,
        )
    )
    if others:
        quickest = min(others, key=others.get)
        words = f"{question.short}, times as quick as the quickest other ({quickest})"
        section.goals.append(Goal(words, others[quickest], 1, at_least=True))


def plain(number):
    """Three digits, but no power of ten."""
    return f"{number:.3g}" if number < 100 else f"{number:,.0f}"


if __name__ == "__main__":
    main()
