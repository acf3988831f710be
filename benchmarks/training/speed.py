"""Seconds an epoch: every contestant, every batch size, on one thread and as it comes."""

from statistics import median

from benchmarks.timing import ratio
from benchmarks.training.field import CHECKED_IMAGES, FIELD, SAME, Field
from benchmarks.training.recipes import ALL_IMAGES, in_words, recipe

LEARNED = 0.85  # of the test images, after the rounds: whoever shuffles for itself is checked so
COLUMNS = (
    "contestant",
    "one thread, s",
    "ours / it",
    "share of peak",
    "it / products",
    "as it comes, s",
    "ours / it",
)


def measure(names, batch_sizes, rounds, threads):
    """Per column ("one", "many") and batch size, what each contestant's epochs took."""
    return {column: _one_column(names, batch_sizes, rounds, column) for column in threads}


def _one_column(names, batch_sizes, rounds, column):
    # The floor and the ceiling are those of one thread.
    names = [name for name in names if column == "one" or FIELD[name].trains]
    seconds = {}
    with Field(names, one_thread=column == "one") as field:
        for size in batch_sizes:
            apart = field.check(recipe(size))
            for name in field.names:
                field.begin(name, recipe(size), FIELD[name].images(size))
            seconds[size] = field.epochs(rounds)
            _check_learned(field, rounds)
            _tell(column, size, seconds[size], apart, field)
    return seconds


def _check_learned(field, rounds):
    seen = {n: field.images[n] * (rounds + 1) for n in field.names if FIELD[n].trains}
    found = {n: field.workers[n].ask("accuracy") for n in seen if seen[n] >= ALL_IMAGES}
    assert min(found.values(), default=1) > LEARNED, f"someone has not learned: {found}"


def _tell(column, size, seconds, apart, field):
    medians = ", ".join(f"{name} {median(took):.3f}" for name, took in seconds.items())
    if "jax" in field.names:
        medians += f"; JAX compiled for {field.workers['jax'].ask('compile_seconds'):.1f} s"
    same = "" if apart is None else f"; weights at most {apart:.0e} from ours"
    print(f"{column} thread(s), batch {size}, seconds: {medians}{same}", flush=True)


def write(section, seconds, names):
    """Put the tables and what they mean into the section."""
    section.say(
        "**Seconds an epoch** of 60,000 images: sigmoid hidden layers, softmax, cross-entropy, "
        "plain gradient descent, weight decay 2e-5 on the weights and not on the biases, shuffled "
        "every epoch. Each contestant is a process of its own and they take turns; times are "
        "medians of the rounds, ratios medians of the ratios within a round. One thread means one "
        "processor too."
    )
    section.say(
        "`train` and JAX get bytes and convert them batch by batch; the others have floats "
        "beforehand. Loading and compiling do not count. Keras and the book's loop train on 20,000 "
        "images a turn, with the wide network all do, the book's loop on 6,400: their seconds are "
        "scaled. neural-network-digits trains on nine tenths of its images, for which its seconds "
        "are scaled, and after each epoch measures itself on all. What is left after the last "
        "whole batch is trained on by Keras, scikit-learn and neural-network-digits, and left out "
        "by the others. `train` takes one thread by itself, so its second column tells only that "
        "it may change processors."
    )
    section.say(
        f"Before the rounds all train on the same {CHECKED_IMAGES:,} images in the same order, and "
        f"no weight may then differ from ours by more than {SAME:g}; after them whoever has seen "
        f"{ALL_IMAGES:,} images must recognise {LEARNED:.0%} of the test images."
    )
    for size in next(iter(seconds.values())):
        section.say(f"{in_words(size)}:")
        section.table(COLUMNS, [_row(name, size, seconds) for name in names])


def _row(name, size, seconds):
    words, missing = FIELD[name].words, FIELD[name].missing()
    if missing:
        return [f"{words}: {', '.join(missing)} not installed", *["–"] * 6]
    one, many = (seconds.get(column, {}).get(size, {}) for column in ("one", "many"))
    return [
        words,
        _median(one, name),
        _ratio(one, "ours", name),
        _ratio(one, "peak", name, "{:.0%}"),
        _ratio(one, name, "products"),
        _median(many, name),
        _ratio(many, "ours", name),
    ]


def _median(seconds, name):
    return f"{median(seconds[name]):.3f}" if name in seconds else "–"


def _ratio(seconds, name, other, form="{:.2f}"):
    known = name in seconds and other in seconds and name != other
    return form.format(ratio(seconds, name, other)) if known else "–"
