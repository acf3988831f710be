"""Training beside what a learner would otherwise use: python -m benchmarks.training.

One part: --part neighbours. Some of it, printed and not written: --part speed --only ours jax
products --batch 32 --threads one
"""

import argparse

from benchmarks import report
from benchmarks.machine import in_words
from benchmarks.training import goals, neighbours, speed, target
from benchmarks.training.field import FIELD, packages
from benchmarks.training.recipes import BATCH_SIZES

TITLES = {
    "speed": "Training: seconds an epoch",
    "target": "Training: seconds to 97.5 %",
    "neighbours": "Training beside neighbours",
}


def main():
    wanted = _wanted()
    for part in wanted.part:
        section = report.Section(TITLES[part], in_words(*packages()))
        _measure(part, section, wanted)
        if wanted.whole:
            report.write(section)
        else:
            print("\n".join(map(str, section.goals)))


def _measure(part, section, wanted):
    if part == "speed":
        seconds = speed.measure(wanted.only, wanted.batch, wanted.rounds, wanted.threads)
        speed.write(section, seconds, wanted.only)
        section.goals += goals.of(seconds)
    elif part == "target":
        target.measure(section, wanted.only, wanted.batch)
    else:
        section.goals += neighbours.measure(section, wanted.batch, wanted.rounds)


def _wanted():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training")
    parser.add_argument("--part", nargs="+", choices=TITLES, default=list(TITLES))
    parser.add_argument("--only", nargs="+", choices=FIELD, default=list(FIELD))
    parser.add_argument("--batch", nargs="+", type=int, choices=BATCH_SIZES, default=BATCH_SIZES)
    parser.add_argument("--threads", nargs="+", choices=("one", "many"), default=("one", "many"))
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    # What is written is always a whole part.
    everything = parser.parse_args(["--part", *wanted.part])
    wanted.whole = wanted == everything
    return wanted


if __name__ == "__main__":
    main()
