"""Photographs of handwriting: python -m benchmarks.photographs, a quarter of an hour."""

import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from benchmarks.machine import in_words
from benchmarks.photographs.large import reading
from benchmarks.photographs.paper import KINDS, photograph
from benchmarks.photographs.plain import ink_by_one_threshold
from benchmarks.report import Goal, Section, write
from helpers.digits import load_digits
from helpers.drawings import as_mnist
from helpers.photographs import read_picture
from helpers.storage import load_network

DIGITS, WANTED = 150, 135
SIDES = {"24 million pixels": 4243, "48 million pixels": 6000}  # how wide


def main():
    section = Section("Photographs", in_words("pillow", "scipy"))
    right = measure_kinds(section)
    measure_large(section)
    least = min(right, key=right.get)
    goal = f"Digits read rightly of {DIGITS}, of the worst kind, {least}"
    section.goals.append(Goal(goal, right[least], WANTED, at_least=True))
    write(section)


def rows(seed=7):
    """Which test images are written on paper."""
    return np.random.default_rng(seed).permutation(10_000)[:DIGITS]


def pages(kind, seed, images, labels):
    """The photographs of a kind: the bytes of each, and the digits on it."""
    per_page = KINDS[kind].digits
    for n, begin in enumerate(range(0, len(images), per_page)):
        these = slice(begin, begin + per_page)
        yield photograph(images[these], kind, [seed, n]), labels[these]


def read_rightly(network, page, labels):
    """How many digits of a page are found, one for one, and read rightly."""
    digits = read_picture(page, "page.jpg")
    if len(digits.digits) != len(labels):
        return 0
    read = [network.forward(as_mnist(digits.ink(n))).answer for n in range(len(labels))]
    return int(np.sum(read == labels))


def read_a_kind(kind):
    """A kind, and how many of its digits are read rightly, before and now."""
    network, before, after = load_network("ten-digits"), 0, 0
    images, labels = (part[rows()] for part in load_digits("test"))
    for page, true in pages(kind, list(KINDS).index(kind), images, labels):
        after += read_rightly(network, page, true)
        if len(true) == 1:
            ink = ink_by_one_threshold(page)
            before += int(network.forward(as_mnist(ink)).answer == true[0])
    found = kind, before if KINDS[kind].digits == 1 else "none", after
    print(*found, flush=True)
    return found


def measure_kinds(section):
    """A table of every kind of photograph."""
    network = load_network("ten-digits")
    images, labels = (part[rows()] for part in load_digits("test"))
    sure = int(np.sum([network.forward(as_mnist(x.reshape(28, 28) / 255)).answer for x in images]
                      == labels))  # fmt: skip
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(read_a_kind, KINDS))
    section.say(
        f"**Kinds.** {DIGITS} test digits, written with a pen's thinner strokes on drawn sheets "
        "of paper, photographed and read again: how many the tidy network reads rightly. Of the "
        f"test images themselves it reads {sure}. Before: one threshold, from the border of the "
        "picture. A page on which another number of digits is found than was written, counts "
        "as misread."
    )
    section.table(("kind", "before", "now"), found)
    return {kind: after for kind, _, after in found}


def measure_large(section):
    """Time and memory for files as telephones make them."""
    images, _ = load_digits("test")
    done = []
    with tempfile.TemporaryDirectory() as folder:
        for name, side in SIDES.items():
            path = Path(folder) / "photograph.jpg"
            path.write_bytes(photograph(images[:6], "six on squared paper", 0, side, quality=95))
            seconds, memory, told = reading(path)
            size = path.stat().st_size / 2**20
            found = told.split(". ")[1]
            done.append((name, f"{size:.1f}", f"{seconds:.2f}", f"{memory:.0f}", found))
    section.say(
        "**Sizes.** A JPEG is unpacked at a fraction of its sides: seconds to read it and find its "
        "digits, and the most memory that this takes beside the libraries and the file itself."
    )
    section.table(("photograph", "file, MB", "seconds", "MB", "found"), done)


if __name__ == "__main__":
    main()
