"""What the moves of all contestants say: tables, and the goals that hold or not."""

from statistics import mean, median

import numpy as np

from benchmarks.machine import in_words
from benchmarks.report import Goal, Section, write
from benchmarks.slider.contestants import INLINE, NONE_AHEAD, NOTEBOOKS, OURS, PEERS
from benchmarks.slider.explorers import SLOWER
from benchmarks.timing import ratio

HOW = """\
A real JupyterLab in a headless Chromium, without a graphics card. All draw the same picture (an \
image, a unit's weights, their product, ten outputs) for the same two sliders, at the same size, \
in a notebook and a kernel each, and take turns, one key press at a time. Timed inside the page, \
from the key press to the first frame after the picture was there. A move is over when page and \
kernel are quiet; its last picture is then checked to be the one of the sliders' values. No page \
reached for another computer."""
WHO = """\
LiveFigure is this project's; its second row is without the pictures that it fetches ahead. \
`interact` draws new subplots each time, the bare one less of a picture. ipympl (`%matplotlib \
widget`) is updated with `set_data` and `draw_idle`, plotly's FigureWidget in one `batch_update`, \
as their documentation advises."""


TWO_FRAMES = 33  # ms


def section(one, two, held, absent, explorers):
    """Print and write down everything that was seen, by contestant and by explorer."""
    packages = ["matplotlib", "ipywidgets", "jupyterlab", *_installed(absent)]
    part = Section("Moving a slider", in_words(*packages))
    part.say(HOW)
    part.say(WHO)
    if absent:
        part.say(f"Not compared, because not installed here: {', '.join(absent)}.")
    n = len(one[OURS])
    part.say(f"One slider, {n} moves each. Times in ms; shares are medians over the moves.")
    _moves(part, one)
    part.say(f"The two sliders in turn, {len(two[OURS])} moves each.")
    _moves(part, two)
    presses, rate = len(held[OURS][0].pressed), median(seen.rate for seen in held[OURS])
    part.say(
        f"A held key, {presses} presses at {rate:.0f} a second, medians of {len(held[OURS])} "
        "rounds: how many pictures were on the screen, and how late after the last press the last."
    )
    _held(part, held)
    part.say(
        "The notebooks' own explorers, one slider after the other, step by step, each when page "
        f"and kernel are quiet; at full speed, and with the page's JavaScript {SLOWER} times "
        "slower (Chromium's CPU throttling; the kernel is not slowed). Times in ms."
    )
    _explorers(part, explorers)
    part.goals = _goals(one, two, held, [name for name in PEERS if name not in absent])
    part.goals.append(
        Goal(
            f"an explorer's median, the page {SLOWER} times slower, dearest slider",
            max(_median(slowed) for _, slowed in explorers.values()),
            TWO_FRAMES,
            unit=" ms",
        )
    )
    write(part)


def _installed(absent):
    return [name for name in ("ipympl", "plotly") if name not in absent]


def _moves(part, seen):
    late = {name: [move.late() for move in all_moves] for name, all_moves in seen.items()}
    rows = [
        [
            name,
            f"{median(late[name]):.0f}",
            f"{p95(seen[name]):.0f}",
            f"{ratio(late, name, INLINE):.2f}",
            f"{ratio(late, name, OURS):.1f}",
            f"{kilobytes(seen[name]):.0f}",
        ]
        if name in seen
        else [name, *["not installed"] * 5]
        for name in NOTEBOOKS
    ]
    part.table(("", "p50", "p95", "of interact", "of LiveFigure", "KB a move"), rows)


def _explorers(part, explorers):
    rows = [
        [name, *(f"{measure(seen):.0f}" for seen in speeds for measure in (_median, p95))]
        for name, speeds in explorers.items()
    ]
    part.table(("", "p50", "p95", f"p50, {SLOWER} times slower", "p95"), rows)


def _median(moves):
    return median(move.late() for move in moves)


def _held(part, held):
    rows = [
        [
            name,
            f"{median(seen.distinct for seen in held[name]):.0f}",
            f"{last(held[name]):.0f}",
            f"{max(seen.late() for seen in held[name]):.0f}",
            f"{last(held[name]) / last(held[OURS]):.1f}",
        ]
        if name in held
        else [name, *["not installed"] * 4]
        for name in NOTEBOOKS
    ]
    part.table(("", "shown", "last, ms", "slowest round", "of LiveFigure"), rows)


def _goals(one, two, held, peers):
    """LiveFigure against the best among interact, ipympl and plotly, whichever that is."""

    def share(measure, seen):
        return max(measure(seen[OURS]) / measure(seen[peer]) for peer in peers)

    def ahead(seen):
        less = kilobytes(seen[NONE_AHEAD])
        return f"What is fetched ahead counts; without it a move brings {less:.0f} KB."

    return [
        Goal(f"LiveFigure's {words}, over its best peer's", share(measure, seen), 1, why_not=why)
        for words, measure, seen, why in (
            ("p95, one slider", p95, one, ""),
            ("p95, two sliders in turn", p95, two, ""),
            ("KB a move, one slider", kilobytes, one, ahead(one)),
            ("KB a move, two sliders in turn", kilobytes, two, ahead(two)),
            ("last picture of a held key", last, held, ""),
        )
    ]


def p95(moves):
    """The time within which 95 of 100 moves are seen, in ms."""
    return float(np.percentile([seen.late() for seen in moves], 95))


def kilobytes(moves):
    return mean(seen.bytes for seen in moves) / 1024


def last(rounds):
    """How late the last picture of a held key comes, in ms."""
    return median(seen.late() for seen in rounds)
