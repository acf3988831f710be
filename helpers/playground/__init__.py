"""Networks of two inputs, trained in a moment.

``networks``  `small_network`, `training`, which keeps a `Frame` of every stage
``play``      `play`: a named set of points, learned; `shares` of many seeds, `lines_again`
"""

from helpers.playground.networks import Frame, small_network, training
from helpers.playground.play import SETTINGS, Played, lines_again, play, shares

__all__ = [
    "SETTINGS",
    "Frame",
    "Played",
    "lines_again",
    "play",
    "shares",
    "small_network",
    "training",
]
