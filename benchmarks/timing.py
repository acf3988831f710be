"""Contestants that take turns, and what their seconds say: medians, and ratios within a round."""

import time
from statistics import median


def in_turn(contestants, rounds, rest=0.0):
    """Let every contestant run once a round, in an order that changes; return what each took.

    Parameters
    ----------
    contestants : dict of str to callable
        Each returns the seconds that it took, measured by itself.
    rounds : int
        Rounds that count. One more before them warms up.
    rest : float
        Seconds before each turn, for threads of the one before to fall asleep.

    Returns
    -------
    dict of str to list of float
        Seconds, one a round.
    """
    seconds = {name: [] for name in contestants}
    names = list(contestants)
    for number in range(rounds + 1):
        for name in names:
            time.sleep(rest)
            took = contestants[name]()
            if number:
                seconds[name].append(took)
        names = names[1:] + names[:1]
    return seconds


def ratio(seconds, name, other):
    """Median over the rounds of one contestant's time as a share of another's."""
    return median(a / b for a, b in zip(seconds[name], seconds[other], strict=True))
