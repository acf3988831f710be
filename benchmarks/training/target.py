"""Seconds of training until 97.5 % of the test images are recognised."""

from statistics import median

from benchmarks.training.field import FIELD, Field
from benchmarks.training.recipes import ALL_IMAGES, in_words, recipe

TARGET, AT_MOST = 0.975, 20
SEEDS = (0, 1, 2)
BATCH_SIZES = (10, 32, 128)
# Whoever needs minutes runs at one batch size, and once.
SLOW = {"keras": 32, "book": 10}


def measure(section, names, batch_sizes):
    """Train every contestant to the target, on one thread, and tell epochs and seconds."""
    sizes = [size for size in BATCH_SIZES if size in batch_sizes]
    names = [name for name in names if FIELD[name].trains]
    with Field(names, one_thread=True) as field:
        runs = {
            (name, size): [_to_target(field, name, size, seed) for seed in _seeds(name)]
            for size in sizes
            for name in field.names
            if SLOW.get(name, size) == size
        }
    section.say(
        f"**Seconds to {TARGET:.1%} of the test images**, on one thread, with 60,000 images an "
        "epoch. Only training counts; the test images are looked at after each epoch. Medians of "
        f"{len(SEEDS)} starts, the same for all, beside the epochs of each: who shuffles otherwise "
        "needs more or fewer by luck. Keras (at 32) and the book's loop (at 10) run once. "
        "neural-network-digits trains on 54,000 of the images."
    )
    for size in sizes:
        section.say(f"{in_words(size)}:")
        rows = [_row(name, runs[name, size]) for name in field.names if (name, size) in runs]
        section.table(("contestant", "epochs", "seconds"), rows)


def _seeds(name):
    return SEEDS[:1] if name in SLOW else SEEDS


def _to_target(field, name, size, seed):
    """Epochs and seconds until the target; None for the epochs where it was not reached."""
    field.begin(name, recipe(size), ALL_IMAGES, seed)
    seconds = 0.0
    for number in range(1, AT_MOST + 1):
        seconds += field.workers[name].ask("epoch")
        if field.workers[name].ask("accuracy") >= TARGET:
            return number, seconds
    return None, seconds


def _row(name, runs):
    epochs = ", ".join(f"not in {AT_MOST}" if n is None else str(n) for n, _ in runs)
    reached = [seconds for n, seconds in runs if n is not None]
    shown = f"{median(reached):.2f}" if len(reached) == len(runs) else "–"
    print(f"{name}: epochs {epochs}, seconds {shown}", flush=True)
    return [FIELD[name].words, epochs, shown]
