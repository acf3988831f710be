"""Sliders: explorers that turn the knobs of the other rooms. The file is the class, in small.

SeeDigit         a digit as numbers, one row of pixels at a time
OneUnit          one hidden unit: weights, products, their sum, its activation, what it adds
OneStep          one step of training on one image: how wrong × how steep × how much ink
HiddenLayer      all hidden units for one image; choosing one opens OneUnit on it
TopContributors  the k hidden units that add most to a class, and the answer without them
PixelEffects     what each pixel does to one node, by several methods, and what it adds up to
ThroughLayers    pictures of each layer of a deep network, and what they can do alone
Mistakes         the confusion matrix, and the images behind each of its cells
Draw             a pad to draw on, and what the network makes of the drawing
EditNetwork      units and weights scaled or switched off, and what that costs
WatchTraining    a network while it trains, with knobs, beside the run before: curves, unit pictures
Fences           a few hidden units as lines in the plane, and the fence that they build
WholeNetwork     image, all layers, outputs, the strongest connections, step by step
WhereDigitsGo    images as points, layer by layer, and the image behind a point
Doubt            one picture from a network in question and from one to compare it with
SideBySide       two of these explorers in one picture on one scale, and what differs
progress         a progress bar round a generator of epochs

Each explorer's controls are attributes: ``explorer.unit.value = 7`` moves the slider and repaints
the picture. Its sentence is ``explorer.text``; what draws is its `helpers.live.LiveFigure`. Behind
them: explorer (what they are all made of), cells (what a notebook's cells leave behind) and
forward_pass (the sentences of WholeNetwork).
"""

from helpers.explore.doubt import Doubt
from helpers.explore.draw import Draw
from helpers.explore.edit_network import EditNetwork
from helpers.explore.fences import Fences
from helpers.explore.hidden_layer import HiddenLayer
from helpers.explore.mistakes import Mistakes
from helpers.explore.one_step import OneStep
from helpers.explore.one_unit import OneUnit
from helpers.explore.pixel_effects import PixelEffects
from helpers.explore.progress import progress
from helpers.explore.see_digit import SeeDigit
from helpers.explore.side_by_side import SideBySide
from helpers.explore.through_layers import ThroughLayers
from helpers.explore.top_contributors import TopContributors
from helpers.explore.watch_training import WatchTraining
from helpers.explore.where_digits_go import WhereDigitsGo
from helpers.explore.whole_network import WholeNetwork
