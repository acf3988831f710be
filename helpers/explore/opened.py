"""A unit that can be opened below an explorer: a button, and `OneUnit` following the explorer."""

import ipywidgets as widgets

from helpers.explore.one_unit import OneUnit


class UnitBelow:
    """Shows `OneUnit` below an explorer for as long as a button is pressed.

    Parameters
    ----------
    explorer : helpers.explore.parts.Explorer
        With ``network`` and ``chooser``, and a control under each of the names in `followed`.
    followed : iterable of str
        Controls that `OneUnit` has too, and which it takes over while it is open.
    unit : int
        Where it starts.
    controls : iterable of str
        Which controls it shows.

    Attributes
    ----------
    button : ipywidgets.ToggleButton
    one : OneUnit
    """

    def __init__(self, explorer, followed, unit, controls):
        chooser = explorer.chooser
        self.explorer, self.followed = explorer, tuple(followed)
        self.closed, self.links = (), []  # its children without the unit; what follows what
        self.one = OneUnit(
            explorer.network, chooser.images, chooser.labels, unit, chooser.image.value, controls
        )
        which = "this" if "unit" in self.followed else "a"
        self.button = widgets.ToggleButton(
            description=f"open {which} unit below",
            layout={"width": "auto", "align_self": "flex-start"},
        )
        self.button.observe(self._open, names="value")

    def _open(self, change):
        # Linked only while it is open: nobody waits for a picture that is not on the page.
        if change.new:
            self.closed = self.explorer.children
            for name in self.followed:
                ends = (getattr(self.explorer, name), "value"), (getattr(self.one, name), "value")
                self.links.append(widgets.dlink(*ends))
            # A click in the picture opens it too: then there has to be a button that closes it.
            away = self.button not in self.closed[0].children
            self.explorer.children = [*self.closed, *([self.button] if away else []), self.one]
        else:
            while self.links:
                self.links.pop().unlink()
            self.explorer.children = self.closed
