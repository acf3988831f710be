"""How each explorer is made, on a network, images and labels."""

import numpy as np

from helpers import explore
from helpers.pad import stroke
from helpers.training import Epoch

LINE = stroke([(8, 5), (20, 23)])


def _top(net, images, labels, **more):
    mean = np.linspace(0.1, 0.9, net.sizes[-2], dtype=np.float32)
    return explore.TopContributors(net, images, labels, mean, **more)


def _watch(net, images, labels, **more):
    start = net.start or net
    epochs = [Epoch(1, start, 0.5), Epoch(2, net, 0.9), Epoch(3, start, 0.25)]
    return explore.WatchTraining(lambda: iter(epochs), 3, net, images, labels, **more)


def _doubt(net, images, labels, **more):
    named = {"a": images[0], "blank": 0 * images[0], "b": images[1]}
    others = {"start": net.start, "same": net} if net.start else {}
    return explore.Doubt({"net": net, **others}, named, **more)


def _side(net, images, labels, **more):
    each = {"net": net, "start": net.start or net}
    return explore.SideBySide(explore.HiddenLayer, each, images=images, labels=labels, **more)


MAKERS = {
    "SeeDigit": lambda net, x, y, **more: explore.SeeDigit(x, y, classes=net.classes, **more),
    "OneUnit": explore.OneUnit,
    "OneStep": explore.OneStep,
    "HiddenLayer": explore.HiddenLayer,
    "TopContributors": _top,
    "PixelEffects": lambda net, x, y, **more: explore.PixelEffects(net, x, y, x[:3], **more),
    "ThroughLayers": lambda net, x, y, **more: explore.ThroughLayers({"net": net}, x, y, x, **more),
    "Mistakes": lambda net, x, y, **more: explore.Mistakes(net, x, y, 2, 1, **more),
    "Draw": lambda net, x, y, **more: explore.Draw(net, x, y, strokes=[LINE], **more),
    "EditNetwork": explore.EditNetwork,
    "WatchTraining": _watch,
    "Fences": lambda net, x, y, **more: explore.Fences(units=2, hidden=net.hidden, most=3, **more),
    "WhereDigitsGo": explore.WhereDigitsGo,
    "Doubt": _doubt,
    "SideBySide": _side,
    "WholeNetwork": explore.WholeNetwork,
}


def at_ends(explorer):
    """Move each control that the picture depends on to its first and last value, and back."""
    live = explorer.live
    for name in live.followed:
        control = live.controls[name]
        if hasattr(control, "index"):
            before, ends, what = control.index, (len(control.options) - 1, 0), "index"
        elif hasattr(control, "max"):
            before, ends, what = control.value, (control.max, control.min), "value"
        else:
            continue
        for end in dict.fromkeys((*ends, before)):
            if getattr(control, what) != end:
                setattr(control, what, end)
                yield name, end


def moved(explorer):
    """Move each control that the picture depends on, to another option or to an end."""
    live = explorer.live
    for name in live.followed:
        control = live.controls[name]
        if hasattr(control, "index"):
            control.index = (control.index - 1) % len(control.options)
        elif hasattr(control, "max"):
            control.value = control.max if control.value < control.max else control.min
        elif isinstance(control.value, bool):
            control.value = not control.value
        yield name
