"""Seconds of training until 97.5 % of the test images are recognised."""

from statistics import median

from benchmarks.training.field import FIELD, Field
from benchmarks.training.recipes import in_words, recipe

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
        runs = {size: [_to_target(field, size, seed) for seed in SEEDS] for size in sizes}
    section.say(
        f"**Seconds to {TARGET:.1%} of the test images**, on one thread, with 60,000 images an "
        "epoch. Only training counts; the test images are looked at after each epoch. Medians of "
        f"{len(SEEDS)} starts, the same for all, beside the epochs of each: who shuffles otherwise "
        "needs more or fewer by luck. Keras (at 32) and the book's loop (at 10) run once. "
        "neural-network-digits trains on 54,000 of the images."
    )
    for size in sizes:
        section.say(f"{in_words(size)}:")
        here = [name for name in names if _runs(name, size, SEEDS[0])]
        rows = [_row(name, [run[name] for run in runs[size] if name in run]) for name in here]
        section.table(("contestant", "epochs", "seconds"), rows)


def _to_target(field, size, seed):
    """Let all train in turn, each until the target: epochs (None: not reached) and seconds."""
    here = [name for name in field.names if _runs(name, size, seed)]
    for name in here:
        field.begin(name, recipe(size), seed=seed)
    done, seconds = {}, dict.fromkeys(here, 0.0)
    for number in range(1, AT_MOST + 1):
        for name in here:
            if name not in done:
                seconds[name] += field.workers[name].ask("epoch")
                if field.workers[name].ask("accuracy") >= TARGET:
                    done[name] = number
    found = {name: (done.get(name), seconds[name]) for name in here}
    print(f"batch {size}, seed {seed}, epochs and seconds: {found}", flush=True)
    return found


def _runs(name, size, seed):
    if name == "book-float32":
        return False  # as many epochs as in float64
    return name not in SLOW or (SLOW[name] == size and seed == SEEDS[0])


def _row(name, runs):
    if not runs:
        return [f"{FIELD[name].words}: {', '.join(FIELD[name].missing())} not installed", "–", "–"]
    epochs = ", ".join(f"not in {AT_MOST}" if n is None else str(n) for n, _ in runs)
    reached = all(n is not None for n, _ in runs)
    seconds = f"{median(seconds for _, seconds in runs):.2f}" if reached else "–"
    return [FIELD[name].words, epochs, seconds]
