"""Sliders: explorers that turn the knobs of the other rooms.

SeeDigit         a digit as numbers, one row of pixels at a time
OneUnit          one hidden unit: image, weights, products, and their sum in words
HiddenLayer      all hidden units for one image; choosing one opens OneUnit on it
TopContributors  the k hidden units that add most to a class, and the answer without them
PixelEffects     what each pixel does to one node, by several methods, and what it adds up to
ThroughLayers    pictures of each layer of a deep network, and what they can do alone
Mistakes         the confusion matrix, and the images behind each of its cells
Draw             a pad to draw on, and what the network makes of the drawing
EditNetwork      units and weights scaled or switched off, and what that costs
WatchTraining    a network while it trains: curves, worst digit, unit pictures
Fences           a few hidden units as lines in the plane, and the fence that they build
WhereDigitsGo    images as points, layer by layer, and the image behind a point
Doubt            one picture from a network in question and from one to compare it with
progress         a progress bar round a generator of epochs

Each explorer's controls are attributes: ``explorer.unit.value = 7`` moves the slider and repaints
the picture. Its sentence is ``explorer.text``; what draws is its `helpers.live.LiveFigure`.
"""

from helpers.explore.bar import progress
from helpers.explore.cells import give_memory_back_after_cells
from helpers.explore.components import WhereDigitsGo
from helpers.explore.contributors import TopContributors
from helpers.explore.controls import Doubt
from helpers.explore.drawing import Draw
from helpers.explore.edit_network import EditNetwork
from helpers.explore.fences import Fences
from helpers.explore.layer import HiddenLayer
from helpers.explore.layers import ThroughLayers
from helpers.explore.mistakes import Mistakes
from helpers.explore.one_unit import OneUnit
from helpers.explore.pixels import PixelEffects
from helpers.explore.see_digit import SeeDigit
from helpers.explore.training import WatchTraining

__all__ = [
    "Doubt",
    "Draw",
    "EditNetwork",
    "Fences",
    "HiddenLayer",
    "Mistakes",
    "OneUnit",
    "PixelEffects",
    "SeeDigit",
    "ThroughLayers",
    "TopContributors",
    "WatchTraining",
    "WhereDigitsGo",
    "progress",
]

give_memory_back_after_cells()
