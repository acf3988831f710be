"""An explorer that draws nothing but two bars, for the tests of the checks themselves.

Its source is the first cell of each scratch notebook in test_checks.py.
"""

import threading
import time

import ipywidgets as w

from helpers.explore.explorer import Explorer
from helpers.live import Told


class Scratch(Explorer):
    """One control of each kind, and the pair of buttons Start and Stop."""

    label = "Two bars"

    def __init__(self):
        self.count, self.running = 0, False
        page = {
            "unit": w.IntSlider(max=20, description="unit"),
            "digit": w.Dropdown(options=["any", "3"], description="digit"),
            "which": w.ToggleButtons(options=["trained", "start"]),
            "signed": w.Checkbox(description="signed"),
            "start": w.Button(description="Start"),
            "stop": w.Button(description="Stop"),
        }
        super().__init__(None, page, {"unit": page["unit"]})
        for part in ("start", "stop"):
            getattr(self, part).add_class(f"explorer-{part}")
        self.start.on_click(self.go)
        self.stop.on_click(self.halt)

    def _places(self, figure, width):
        """One place, two inches high."""
        figure.set_figheight(2)
        return figure.add_gridspec(1)

    def _build(self, axes):
        """Draw a bar for the unit and one for the count."""
        [self.ax] = axes
        self.ax.barh([0, 1], [0, 0])
        self.ax.set_xlim(0, 50)

    def _paint(self, unit):
        """Set both bars, and say so."""
        for bar, number in zip(self.ax.patches, (unit, self.count), strict=True):
            bar.set_width(number)
        return Told(f"unit {unit}, count {self.count}")

    def go(self, *_):
        """Count until stopped."""
        self.running, self.start.disabled = True, True
        threading.Thread(target=self.tick, daemon=True).start()

    def tick(self):
        """Count once every tenth of a second."""
        while self.running:
            self.count += 1
            self.live.invalidate()
            time.sleep(0.1)
        self.start.disabled = False

    def halt(self, *_):
        """End the counting."""
        self.running = False
