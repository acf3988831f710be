"""Sliders: explorers that turn the knobs of the other rooms.

SeeDigit         a digit as numbers, one row of pixels at a time
OneUnit          one hidden unit: image, weights, products, and their sum in words
HiddenLayer      all hidden units for one image; choosing one opens OneUnit on it
TopContributors  the k hidden units that add most to a class, and the answer without them
Mistakes         the confusion matrix, and the images behind each of its cells
Draw             a pad to draw on, and what the network makes of the drawing
EditNetwork      units and weights scaled or switched off, and what that costs
WatchTraining    a network while it trains: curves, worst digit, unit pictures
progress         a progress bar round a generator of epochs

Each explorer's controls are attributes: ``explorer.unit.value = 7`` moves the slider and repaints
the picture. Its sentence is ``explorer.text``; what draws is its `helpers.live.LiveFigure`.
"""

from helpers.explore.contributors import TopContributors
from helpers.explore.drawing import Draw
from helpers.explore.edit_network import EditNetwork
from helpers.explore.layer import HiddenLayer
from helpers.explore.mistakes import Mistakes
from helpers.explore.one_unit import OneUnit
from helpers.explore.see_digit import SeeDigit
from helpers.explore.training import WatchTraining, progress

__all__ = [
    "Draw",
    "EditNetwork",
    "HiddenLayer",
    "Mistakes",
    "OneUnit",
    "SeeDigit",
    "TopContributors",
    "WatchTraining",
    "progress",
]
