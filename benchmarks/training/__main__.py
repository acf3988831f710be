"""Training beside what a learner would otherwise use: python -m benchmarks.training.

Some of it, printed and not written: --part speed --only ours jax products --batch 32 --threads one
"""

import argparse

from benchmarks import report
from benchmarks.machine import in_words
from benchmarks.training import goals, neighbours, speed, target
from benchmarks.training.field import FIELD, packages
from benchmarks.training.recipes import BATCH_SIZES

PARTS = ("speed", "target", "neighbours")


def main():
    wanted = _wanted()
    section = report.Section("Training", in_words(*packages()))
    if "speed" in wanted.part:
        seconds = speed.measure(wanted.only, wanted.batch, wanted.rounds, wanted.threads)
        speed.write(section, seconds, wanted.only)
        section.goals += goals.of(seconds)
    if "target" in wanted.part:
        target.measure(section, wanted.only, wanted.batch)
    if "neighbours" in wanted.part:
        section.goals += neighbours.measure(section, wanted.batch, wanted.rounds)
    if wanted.whole:
        report.write(section)
    else:
        print("\n".join(map(str, section.goals)))


def _wanted():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training")
    parser.add_argument("--part", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--only", nargs="+", choices=FIELD, default=list(FIELD))
    parser.add_argument("--batch", nargs="+", type=int, choices=BATCH_SIZES, default=BATCH_SIZES)
    parser.add_argument("--threads", nargs="+", choices=("one", "many"), default=("one", "many"))
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    # What is written is always the whole.
    wanted.whole = wanted == parser.parse_args([])
    return wanted


if __name__ == "__main__":
    main()
