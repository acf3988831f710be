"""SideBySide: two explorers of one kind in one picture, and what differs, in words."""

import re
from dataclasses import replace

import ipywidgets as widgets
import numpy as np

from helpers import valid
from helpers.explore.explorer import Explorer
from helpers.live import Told
from helpers.live.figure import option_values
from helpers.live.spots import Spots
from helpers.network import Network
from helpers.plots import style
from helpers.plots.scales import on_one_scale
from helpers.words import plain_number, signed_number

NAME = 0.3  # inches of a line with a name
HALF = 3.3  # inches of a page on which half of one is wide enough
OTHER = "other_"  # begins the name of a control that the second explorer has for itself


class SideBySide(Explorer):
    """Two explorers of one kind, of two networks or two images, on one scale.

    What starts alike moves together, by one control; what starts differently, as the image of two
    images, has a control for each, and the second is called ``other_image``. The sentence says what
    both have in common and what differs.

    kind: a class of this room, whose picture depends on its controls alone. each: a dict of two
    names, each to a network, or to a dict of the arguments that are its own. shared: by name, the
    arguments that are the same for both, where it has none of its own.
    """

    def __init__(self, kind, each, controls=None, **shared):
        self.kind, self.names = _a_kind(kind), list(_two(each))
        own = [{"network": of} if isinstance(of, Network) else of for of in each.values()]
        self.pair = [kind(**(shared | arguments)) for arguments in own]
        self.fixed_layout = max(explorer.fixed_layout for explorer in self.pair)
        self.prefetch = kind.prefetch
        self.label = f"{self.names[0]} beside {self.names[1]}. {kind.label}"
        self.longest = 2 * kind.longest
        self.panels = _panels(self.pair)
        shown = [control for explorer in self.pair for control in explorer.children[0].children]
        page, painted = {}, {}
        for explorer in self.pair:
            for resting in (explorer, getattr(explorer, "one", None)):  # what opens below it too
                if resting:
                    resting.live.rest()
        for name, control in self._controls():
            painted[name] = control
            if control in shown:
                page[name] = control
        self._known = set(painted)
        super().__init__(controls, page, painted)
        self.children[0].children = [self._named(control) for control in self.children[0].children]

    def _named(self, control):
        """A control, behind the name that it is for if there are two of its kind."""
        for name in self.pair[0].live.followed:
            both = [getattr(self, own, None) for own in (name, OTHER + name)]
            if both[1] is not None and control in both:
                label = widgets.Label(self.names[both.index(control)])
                return widgets.HBox([label, control])
        return control

    def __repr__(self):
        return f"SideBySide({self.kind.__name__} of {self.names[0]} and of {self.names[1]})"

    def _controls(self):
        """The controls of both by their names: those that start alike are one."""
        for name in self.pair[0].live.followed:
            one, other = (explorer.live.controls[name] for explorer in self.pair)
            _made_alike(name, one, other)
            yield name, one
            if one.value == other.value:
                widgets.link((one, "value"), (other, "value"))
            else:
                yield OTHER + name, other

    def _places(self, figure, width):
        beside, below = (
            [_height(e, figure, part) for e in self.pair] for part in (width / 2, width)
        )
        if width >= 2 * HALF and max(beside) <= sum(below):
            heights, across, part = [NAME, max(beside)], 2, width / 2
        else:
            heights, across, part = [NAME, below[0], NAME, below[1]], 1, width
        figure.set_figheight(sum(heights))
        grid = figure.add_gridspec(len(heights), across, height_ratios=heights)
        rows = [grid[place] for place in range(4)]
        names, bodies = (rows[:2], rows[2:]) if across == 2 else (rows[::2], rows[1::2])
        places = [
            list(e._places(_Part(body), part)) for e, body in zip(self.pair, bodies, strict=True)
        ]
        return [*names, *places[0], *places[1]]

    def _build(self, axes):
        each = (len(axes) - 2) // 2
        for ax, name in zip(axes, self.names, strict=False):
            ax.axis("off")
            ax.text(0.5, 0.5, name, ha="center", va="center", fontsize=style.TITLE, weight="bold")
        for explorer, own in zip(self.pair, (axes[2 : 2 + each], axes[2 + each :]), strict=True):
            if explorer.fixed_layout:
                explorer.axes = own
            else:
                explorer._build(own)
        super()._build(axes)

    def _draw_widest(self):
        for explorer in self.pair:
            explorer._draw_widest()

    def _paint(self, **values):
        told = [e._paint(**own) for e, own in zip(self.pair, self._both(values), strict=True)]
        before = {ax: _ends(ax) for ax in self.axes}
        for ax, other in zip(*(explorer.axes for explorer in self.pair), strict=True):
            on_one_scale(ax, other)
        spots = [
            self._spots(spot, place, before) for place, one in enumerate(told) for spot in one.spots
        ]
        return Told(_words(self.names, *told), spots)

    def _idle(self, **values):
        return self.pair[0]._idle(**self._both(values)[0])

    def _both(self, values):
        """What each of the two is painted for."""
        names = self.pair[0].live.followed
        return (
            {name: values[name] for name in names},
            {name: values.get(OTHER + name, values[name]) for name in names},
        )

    def _spots(self, spots, place, before):
        """Where they were before the scale changed, named, and choosing what there is here."""
        words = [f"{self.names[place]}: {said}" for said in spots.words]
        choices = spots.choices and [self._choice(choice, place) for choice in spots.choices]
        boxes = np.asarray(spots.boxes, dtype=float).reshape(-1, 4).copy()
        for columns, old, new in zip(
            (slice(2), slice(2, 4)), before[spots.ax], _ends(spots.ax), strict=True
        ):
            share = (boxes[:, columns] - old[0]) / (old[1] - old[0])
            boxes[:, columns] = new[0] + share * (new[1] - new[0])
        return Spots(spots.ax, boxes, words, choices)

    def _choice(self, choice, place):
        found = {}
        for name, value in (choice or {}).items():
            own = OTHER + name if place and OTHER + name in self._known else name
            if own in self._known:
                found[own] = value
        return found or None


class _Part:
    """A part of a figure, which an explorer lays out as if it were all of it."""

    def __init__(self, place):
        self.place = place

    def set_figheight(self, height):
        """Remember the height: the figure's own is that of all its parts."""
        self.height = height

    def add_gridspec(self, rows=1, columns=1, **ratios):
        """Places in this part."""
        return self.place.subgridspec(rows, columns, **ratios)


def _height(explorer, figure, width):
    part = _Part(figure.add_gridspec()[0])
    explorer._places(part, width)
    return part.height


def _ends(ax):
    return ax.get_xlim(), ax.get_ylim()


def _a_kind(kind):
    if not (isinstance(kind, type) and issubclass(kind, Explorer)) or kind.alone:
        raise ValueError(
            f"kind={kind!r}: expected an explorer whose picture depends on its controls alone, "
            "such as OneUnit or HiddenLayer, and not one with edits, a pad or a training"
        )
    return kind


def _two(each):
    if len(valid.named("each", each, of="networks")) != 2:
        raise ValueError(
            f"each has {len(each)} entries: expected two, such as {{'trained': network, "
            "'untrained': network.start}"
        )
    for name, of in each.items():
        if not isinstance(of, (Network, dict)):
            raise ValueError(
                f"each[{name!r}] is a {type(of).__name__}: expected a network, or a dict of "
                "arguments, such as {'image': 3}"
            )
    return each


def _made_alike(name, one, other):
    """See that one control can stand for both; of lists, what both offer is left."""
    if hasattr(one, "options"):
        both = [option for option in one.options if option in other.options]
        if both:
            for control in (one, other):
                value = control.value
                control.options = both
                if value in option_values(both):
                    control.value = value
            return
    ends = [[getattr(c, end, None) for end in ("min", "max")] for c in (one, other)]
    if hasattr(one, "options") or ends[0] != ends[1]:
        raise ValueError(
            f"{name!r} goes from {ends[0][0]} to {ends[0][1]} on one side and from {ends[1][0]} to "
            f"{ends[1][1]} on the other: expected networks of the same sizes, and as many images"
        )


def _panels(pair):
    """The panels of both; what the second's say of a panel by its number is moved along."""
    one, other = (explorer.panels for explorer in pair)
    places = [len(explorer.live.figure.axes) for explorer in pair]

    def moved(words):
        return re.sub(
            r"{[^}]*}",
            lambda field: re.sub(r"\d+", lambda n: str(int(n[0]) + len(one)), field[0]),
            words,
        )

    first = [replace(panel, axes=2 + panel.axes) for panel in one]
    second = [
        replace(panel, axes=2 + places[0] + panel.axes, words=moved(panel.words)) for panel in other
    ]
    return [*first, *second]


def _words(names, one, other):
    """What both say, then the numbers of each and their difference, or all that each says."""
    sides = [re.split(r"(?<=\.) ", told.words) for told in (one, other)]
    common = 0
    while all(len(side) > common for side in sides) and sides[0][common] == sides[1][common]:
        common += 1
    told = sides[0][:common]
    if one.numbers:
        told += [
            _difference(names, what, one.numbers[what], other.numbers[what])
            for what in one.numbers
            if what in other.numbers
        ]
    else:
        rest = (" ".join(side[common:]) for side in sides)
        told += [f"{name}: {words}" for name, words in zip(names, rest, strict=True) if words]
    return " ".join(told)


def _difference(names, what, one, other):
    if one == other:
        return f"{what}: {_written(one)} in both."
    both = ", ".join(
        f"{name} {_written(value)}" for name, value in zip(names, (one, other), strict=True)
    )
    if isinstance(one, str):
        return f"{what}: {both}."
    decimals = 2 if isinstance(one, float) else 0
    apart = round(one, decimals) - round(other, decimals)
    return f"{what}: {both}, difference {signed_number(apart, decimals)}."


def _written(value):
    return plain_number(value) if isinstance(value, float) else str(value)
