"""The classroom's section of RESULTS.md: what was lost, what a learner costs, how sliders move."""

from statistics import median

import numpy as np

from benchmarks.classroom.hub import PROXY, PROXY_VERSION
from benchmarks.classroom.lesson import MOVES, NOTEBOOKS, PAUSE, RUNS
from benchmarks.machine import in_words
from benchmarks.report import Goal, Section

PACKAGES = ("jupyterhub", "jupyterlab", "ipykernel", "matplotlib", "ipywidgets")
MOST = 150  # MB that a kernel may have for itself
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
    ran = {name: of for name, of in ran.items() if of}  # a lesson may have come to an early end
    _tell_the_lesson(made, lessons, ran, began, took)
    dearest = _tell_memory(made, ran, watch, len(lessons))
    _tell_sliders(made, ran)
    _tell_growth(made, runs)
    made.goals = _goals(lessons, runs, ran, dearest, watch)
    return made


def _of(lessons, notebook):
    return [ran for lesson in lessons for ran in lesson.ran if ran.notebook == notebook]


def _tell_the_lesson(made, lessons, ran, began, took):
    made.say(
        f"{len(lessons)} scripted learners log in to one JupyterHub at the same moment, each is "
        f"given a server, and each opens {len(lessons[0].notebooks)} of the {len(NOTEBOOKS)} "
        "notebooks, one after the other, so that every notebook is opened by several, or by one in "
        "a small class. A notebook is run as Run All Cells does it, in 05 a training is "
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
        f"All had gone through their notebooks after {took / 60:.1f} minutes."
    )
    troubles = [lesson.failed for lesson in lessons if lesson.failed]
    troubles += [words for of in ran.values() for one in of for words in one.trouble]
    if troubles:
        made.say("What went wrong: " + "; ".join(sorted(set(troubles))) + ".")


def _tell_memory(made, ran, watch, n):
    """Add what a learner costs; return the most MB that a kernel has for itself."""
    own = {name: [one.own for one in of if one.kernel] for name, of in ran.items()}
    made.say(
        "What a kernel has for itself (USS, without the pages of the digits' files), with its "
        "notebook open and its sliders moved:"
    )
    rows = [
        (words, f"{mb:.0f}", "", "", "")
        for words, mb in (
            ("nothing was run", watch.bare),
            ("numpy, pyplot and ipywidgets imported", watch.bare + watch.imports),
            ("first cell of a notebook run", watch.bare + watch.set_up),
        )
    ]
    rows += [
        (
            f"after {name}",
            f"{median(own[name]):.0f}",
            f"{max(own[name]):.0f}",
            f"{median(one.kernel.shared for one in of if one.kernel):.0f}",
            f"{median(one.data.mapped for one in of if one.data):.0f}",
        )
        for name, of in ran.items()
        if own[name]
    ]
    made.table(["kernel", "own, MB", "largest", "shared, MB", "of it digits"], rows)
    server = median(one.server.own for of in ran.values() for one in of if one.server)
    dearest = max((max(mb), name) for name, mb in own.items() if mb)
    one = server + dearest[0]
    fit = " and ".join(_fit(gb, one) for gb in MACHINES)
    made.say(
        f"A learner's server has {server:.0f} MB for itself. With the dearest notebook open, "
        f"{dearest[1]}, a learner costs {one:.0f} MB: {fit}, with {SYSTEM / 1024:g} GB left to "
        f"the system. The hub with all {n} learners had {watch.together / 1024:.1f} GB at most, "
        f"each shared page counted once; the machine needed {watch.highest / 1024:.1f} GB more "
        "than before."
    )
    return dearest[0]


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
        if not ms:  # its explorers have no slider that is a row of whole numbers
            continue
        rows.append((name, len(ms), *(f"{np.percentile(ms, p):.0f}" for p in (50, 95, 100))))
    made.table(["notebook", "moves", "p50", "p95", "longest"], rows)


def _tell_growth(made, runs):
    made.say(
        f"Some notebooks run {RUNS} times over in the same kernel, without a restart, sliders "
        "moved after each run, garbage collected; MB that the kernel has written to. Growth is "
        "counted from the second run, in which what the first one left is replaced."
    )
    rows = [(run.ran[0].notebook[:2], *(f"{own:.0f}" for own in run.own)) for run in runs]
    made.table(["notebook", *(f"run {i + 1}" for i in range(RUNS))], rows)


def _goals(lessons, runs, ran, dearest, watch):
    everything = [one for of in ran.values() for one in of]
    lost = sum(len(one.trouble) for one in everything)
    lost += sum(bool(lesson.failed) for lesson in lessons)
    mapped = [one.data.mapped for one in everything if one.data]
    whole = min(mb for mb in mapped if mb > watch.digits / 2)  # some open the test images only
    growth = max(run.own[-1] - run.own[1] for run in runs)
    return [
        Goal("cells lost, or learners who could not go on", lost, 0),
        Goal("a kernel's own memory, largest", dearest, MOST, unit=" MB"),
        Goal("digits in pages of the shared file", 100 * whole / watch.digits, 99, True, " %"),
        Goal("growth from run 2 to run 5, largest", growth, 3, unit=" MB"),
    ]
