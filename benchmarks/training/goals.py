"""What was wanted of training's speed, and, where it is missed, the measured reason."""

from statistics import median

from benchmarks.report import Goal
from benchmarks.timing import ratio
from benchmarks.training.field import FIELD, PEERS
from benchmarks.training.recipes import ALL_IMAGES, WIDE_BATCH_SIZE

# On one thread: another contestant, and by batch size the share of its time that ours may take.
SHARES = {
    "torch": {10: 0.24, 32: 0.40, 128: 0.61},
    "keras": {32: 0.17},
    "book": {10: 0.08},
    "products": {10: 1.8, 32: 1.4, 128: 1.3},
}
AHEAD_AT, LEVEL_AT = (10, 128), 32


def of(seconds):
    """The goals that these measurements decide."""
    one = seconds.get("one", {})
    found = [
        Goal(
            f"Ours beside {FIELD[name].words}, one thread, batch {size}",
            ratio(one[size], "ours", name),
            limit,
            unit=" of its time",
            why_not=_beside_products(one[size], name, size),
        )
        for name, limits in SHARES.items()
        for size, limit in limits.items()
        if {"ours", name} <= one.get(size, {}).keys()
    ]
    sizes = {size for column in seconds.values() for size in column}
    for size in (*AHEAD_AT, WIDE_BATCH_SIZE):
        if size in sizes:
            found += _against(seconds, size, PEERS, "Ahead of every peer")
    if LEVEL_AT in sizes:
        found += _against(seconds, LEVEL_AT, ("jax",), "Level with JAX")
    return found


def _against(seconds, size, peers, words):
    """The goal of being no slower than any of these, on one thread and as they come."""
    ratios = {
        (name, column): ratio(by_size[size], "ours", name)
        for column, by_size in seconds.items()
        for name in peers
        if {"ours", name} <= by_size.get(size, {}).keys()
    }
    if not ratios:
        return []
    name, column = closest = max(ratios, key=ratios.get)
    how = {"one": "on one thread", "many": "as it comes"}[column]
    net = " (the wide network)" if size == WIDE_BATCH_SIZE else ""
    return [
        Goal(
            f"{words}, batch {size}{net} (closest: {FIELD[name].words}, {how})",
            ratios[closest],
            1.0,
            unit=" of its time",
            why_not=_beside_products(seconds.get("one", {}).get(size, {}), name, size),
        )
    ]


def _beside_products(seconds, name, size):
    """Why ours takes what it takes: how much of it is matrix products, and what is the rest."""
    if not {"ours", "products", name} <= seconds.keys():
        return ""
    rest = [a - b for a, b in zip(seconds["ours"], seconds["products"], strict=True)]
    micro = median(rest) / (ALL_IMAGES // size) * 1e6
    words = (
        f"A step of ours spends {micro:.0f} µs on what is no matrix product: shuffling, gathering "
        "and converting the images, activations, sums, and the weights' update."
    )
    if name == "products":
        return words
    share = ratio(seconds, "products", name)
    return f"numpy's matrix products alone take {share:.2f} of its time. {words}"
