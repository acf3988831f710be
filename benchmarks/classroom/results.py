"""The classroom's section of RESULTS.md: what was lost, what a learner costs, how sliders move."""

from statistics import median

import numpy as np

from benchmarks.classroom.hub import PROXY, PROXY_VERSION
from benchmarks.classroom.lesson import MOVES, NOTEBOOKS, PAUSE, RUNS
from benchmarks.machine import in_words
from benchmarks.report import Goal, Section

PACKAGES = ("jupyterhub", "jupyterlab", "ipykernel", "matplotlib", "ipywidgets")
TRAINING = ("02", "05")  # these train live
SYSTEM = 1024  # MB of a machine that are left to its system
MACHINES = (8, 16)  # GB


def section(lessons, runs, watch, began, took):
    """Put the section together.

    Parameters
    ----------
    lessons : list of benchmarks.classroom.lesson.Lesson
    runs : list of benchmarks.classroom.lesson.Again
    watch : benchmarks.classroom.watch.Watch
    began, took : float
        When all pressed *Log in*, and the seconds until all had ended.

    Returns
    -------
    benchmarks.report.Section
    """
    made = Section(
        "A class on one machine",
        f"{in_words(*PACKAGES)} The hub's proxy is {PROXY} {PROXY_VERSION}.",
    )
    ran = {book[:2]: _of(lessons, book) for book in NOTEBOOKS}
    _tell_the_lesson(made, lessons, ran, began, took)
    above = _tell_memory(made, ran, watch, len(lessons))
    _tell_sliders(made, ran)
    _tell_growth(made, runs)
    made.goals = _goals(lessons, runs, ran, above, watch)
    return made


def _of(lessons, notebook):
    return [ran for lesson in lessons for ran in lesson.ran if ran.notebook == notebook]


def _tell_the_lesson(made, lessons, ran, began, took):
    made.say(
        f"{len(lessons)} scripted learners log in to one JupyterHub at the same moment, each is "
        "given a server, and each opens three notebooks, one after the other; a third of the "
        "class begins with each. A notebook is run as Run All Cells does it, in 05 a training is "
        f"started and watched, then sliders are moved {MOVES} times, {PAUSE:g} s apart, and the "
        "kernel is shut down. All messages are those of a page in JupyterLab, pictures asked for "
        "ahead included; there is no browser, because a class brings its own computers."
    )
    rows = [
        (
            name,
            sum(one.cells for one in of),
            sum(len(one.trouble) for one in of),
            f"{median(one.running for one in of):.1f}",
            f"{max(one.running for one in of):.1f}",
        )
        for name, of in ran.items()
    ]
    made.table(["notebook", "cells", "failed", "Run All, s", "slowest, s"], rows)
    pictures = [lesson.ran[0].picture - began for lesson in lessons if lesson.ran]
    made.say(
        f"The first learner had a picture {min(pictures):.0f} s after all had logged in, half of "
        f"them after {median(pictures):.0f} s, the last one after {max(pictures):.0f} s. "
        f"All had gone through all three notebooks after {took / 60:.1f} minutes."
    )
    troubles = [lesson.failed for lesson in lessons if lesson.failed]
    troubles += [words for of in ran.values() for one in of for words in one.trouble]
    if troubles:
        made.say("What went wrong: " + "; ".join(sorted(set(troubles))) + ".")


def _tell_memory(made, ran, watch, n):
    """Add what a learner costs; return MB above a bare kernel, by notebook, one a learner."""
    above = {name: [one.own - watch.bare for one in of if one.kernel] for name, of in ran.items()}
    made.say(
        f"A kernel in which nothing was run has {watch.bare:.0f} MB for itself (USS). What it has "
        "more, with its notebook open and its sliders moved:"
    )
    rows = [
        ("numpy, pyplot and ipywidgets imported", f"{watch.imports:.0f}", "", "", ""),
        ("first cell of a notebook run", f"{watch.set_up:.0f}", "", "", ""),
    ]
    rows += [
        (
            f"after {name}",
            f"{median(above[name]):.0f}",
            f"{max(above[name]):.0f}",
            f"{median(one.kernel.shared for one in of if one.kernel):.0f}",
            f"{median(one.data.mapped for one in of if one.data):.0f}",
        )
        for name, of in ran.items()
    ]
    made.table(["kernel", "own, MB", "largest", "shared, MB", "of it digits"], rows)
    server = median(one.server.own for of in ran.values() for one in of if one.server)
    kernel = watch.bare + max(median(own) for own in above.values())
    one, fit = server + kernel, " and ".join(_fit(gb, server + kernel) for gb in MACHINES)
    made.say(
        f"A learner's server has {server:.0f} MB for itself. With the dearest of the three "
        f"notebooks open a learner costs {one:.0f} MB: {fit}, with {SYSTEM / 1024:g} GB left to "
        f"the system. The hub with all {n} learners had {watch.together / 1024:.1f} GB at most, "
        f"each shared page counted once; the machine needed {watch.highest / 1024:.1f} GB more "
        "than before."
    )
    return above


def _fit(gigabytes, each):
    return f"{(1024 * gigabytes - SYSTEM) // each:.0f} fit into {gigabytes} GB"


def _tell_sliders(made, ran):
    made.say(
        "From moving a slider to the answer with the new picture, in ms. Every move leads far, to "
        "a state whose picture was not asked for ahead: the worst case, since neighbours are there "
        "already."
    )
    rows = []
    took = {name: [1000 * s for one in of for s in one.moves] for name, of in ran.items()}
    took["all"] = [s for seconds in took.values() for s in seconds]
    for name, ms in took.items():
        rows.append((name, len(ms), *(f"{np.percentile(ms, p):.0f}" for p in (50, 95, 100))))
    made.table(["notebook", "moves", "p50", "p95", "longest"], rows)


def _tell_growth(made, runs):
    made.say(
        f"Each notebook run {RUNS} times over in the same kernel, without a restart, sliders moved "
        "after each run, garbage collected; MB that the kernel has written to. Growth is counted "
        "from the second run, in which what the first one left is replaced."
    )
    rows = [(run.ran[0].notebook[:2], *(f"{own:.0f}" for own in run.own)) for run in runs]
    made.table(["notebook", *(f"run {i + 1}" for i in range(RUNS))], rows)


def _goals(lessons, runs, ran, above, watch):
    everything = [one for of in ran.values() for one in of]
    lost = sum(len(one.trouble) for one in everything)
    lost += sum(bool(lesson.failed) for lesson in lessons)
    mapped = min(one.data.mapped for one in everything if one.data)
    training = max(max(above[name]) for name in TRAINING)
    others = max(max(own) for name, own in above.items() if name not in TRAINING)
    growth = max(run.own[-1] - run.own[1] for run in runs)
    return [
        Goal("cells lost, or learners who could not go on", lost, 0),
        Goal(
            "a kernel's own memory above a bare one, largest, 02 and 05",
            training,
            120,
            unit=" MB",
            why_not=_why(watch),
        ),
        Goal(
            "the same, 07, which does not train",
            others,
            60,
            unit=" MB",
            why_not=_why(watch),
        ),
        Goal("digits in pages of the shared file", 100 * mapped / watch.digits, 99, True, " %"),
        Goal("growth from run 2 to run 5, largest", growth, 3, unit=" MB"),
    ]


def _why(watch):
    return (
        f"Numpy, pyplot and ipywidgets alone are {watch.imports:.0f} MB of it, the first cell "
        f"{watch.set_up - watch.imports:.0f} MB more; the rest is what its cells keep: arrays, "
        "figures, sliders."
    )
