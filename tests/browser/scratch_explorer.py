"""An explorer that draws nothing but a number, for the tests of the checks themselves.

Its source is the first cell of each scratch notebook in test_checks.py.
"""

import threading
import time

import ipywidgets as w


class Scratch(w.VBox):
    """One control of each kind, and the pair of buttons Start and Stop."""

    def __init__(self):
        self.count, self.running = 0, False
        self.unit = w.IntSlider(max=20, description="unit")
        self.digit = w.Dropdown(options=["any", "3"], description="digit")
        self.which = w.ToggleButtons(options=["trained", "start"])
        self.signed = w.Checkbox(description="signed")
        self.start, self.stop = w.Button(description="Start"), w.Button(description="Stop")
        self.picture, self.sentence = w.Image(format="svg+xml"), w.HTML()
        for part in ("start", "stop", "picture", "sentence"):
            getattr(self, part).add_class(f"explorer-{part}")
        self.draw()
        controls = [self.unit, self.digit, self.which, self.signed, self.start, self.stop]
        super().__init__([*controls, self.picture, self.sentence])
        self.add_class("explorer")
        self.unit.observe(self.draw, "value")
        self.start.on_click(self.go)
        self.stop.on_click(self.halt)

    def draw(self, *_):
        """Put both numbers into the picture and the sentence."""
        text = f"unit {self.unit.value}, count {self.count}"
        self.sentence.value = text
        self.picture.value = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60">'
            f'<text y="40" font-size="30">{text}</text></svg>'
        ).encode()

    def go(self, *_):
        """Count until stopped."""
        self.running, self.start.disabled = True, True
        threading.Thread(target=self.tick, daemon=True).start()

    def tick(self):
        """Count once every tenth of a second."""
        while self.running:
            self.count += 1
            self.draw()
            time.sleep(0.1)
        self.start.disabled = False

    def halt(self, *_):
        """End the counting."""
        self.running = False
