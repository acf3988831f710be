"""An explorer on the page: its picture, its sentence, and the hands that move its controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from .page import NotebookPage

# A button that starts or stops something long is pressed on its own, never among the others.
CONTROLS = {
    "slider": ".noUi-target:not([disabled])",
    "dropdown": ".widget-dropdown select:enabled",
    "toggles": ".widget-toggle-buttons:has(button:enabled)",
    "toggle": "button.widget-toggle-button.jupyter-widgets:enabled",
    "checkbox": ".widget-checkbox input:enabled",
    "radio": ".widget-radio-box",
    "button": "button.widget-button:enabled:not(.explorer-start, .explorer-stop)",
}


# Whether its views have looked at their room as it is now, and have the picture asked for.
FITTED = """root => [...root.querySelectorAll('.explorer-picture')].every(picture => {
  const [inches, scale, ratio] = (picture.dataset.asked ?? '').split(',').map(Number);
  const whole = picture.closest('.explorer');
  const high = picture.closest('.jp-WindowedPanel-outer').clientHeight;
  const made = Number(whole.style.getPropertyValue('--explorer-scale')) * devicePixelRatio;
  return picture.dataset.room === String([whole.clientWidth, high, devicePixelRatio])
    && Math.abs(made - scale * ratio) < 0.01
    && Math.abs(picture.width - 100 * inches * scale * ratio) < 2;
})"""


class Explorer:
    """One element of class `explorer` on a page."""

    def __init__(self, on: NotebookPage, root: Locator) -> None:
        self.on, self.root = on, root

    def __str__(self) -> str:
        return f"explorer {self.sentence()[:60]!r}"

    def sentence(self) -> str:
        """Return the text under the picture."""
        return " ".join(self.root.locator(".explorer-sentence").all_inner_texts()).strip()

    def is_fitted(self) -> bool:
        """Return whether it has the pictures for the window as it is; out of view it need not."""
        self.root.scroll_into_view_if_needed()
        return self.root.evaluate(FITTED)

    def heights(self) -> list[float]:
        """Return how high it is from its controls to its words, and so each explorer in it."""
        return self.root.evaluate(
            """root => [root, ...root.querySelectorAll('.explorer')].map(part => {
                 const last = [...part.querySelectorAll('.explorer-words, .pad')]
                   .filter(e => e.closest('.explorer') === part)
                   .map(e => e.getBoundingClientRect().bottom);
                 return Math.max(...last) - part.getBoundingClientRect().top;
               })"""
        )

    def picture_src(self) -> str:
        """Return what the explorer's canvases show (one, as a rule), joined; "blank" for none."""
        return self.root.evaluate(
            "e => [...e.querySelectorAll('canvas.explorer-picture')]"
            ".map(c => c.dataset.state && c.width ? c.toDataURL() : 'blank').join(' ')"
        )

    def readout(self) -> str:
        """Return the words for what is pointed at."""
        return " ".join(self.root.locator(".explorer-readout").all_inner_texts()).strip()

    def wait_for_picture_change(self, before: str, seconds: float = 5) -> bool:
        """Wait until `picture_src` is another than `before`; return whether that came."""
        return self.on.wait_for(lambda: self.picture_src() != before, seconds)

    def controls(self, kind: str) -> list[Locator]:
        """Return the visible, enabled controls of one kind (a key of CONTROLS)."""
        return [c for c in self.root.locator(CONTROLS[kind]).all() if c.is_visible()]

    def label(self, control: Locator) -> str:
        """Return the words that stand beside a control, for messages."""
        return control.evaluate(
            "c => c.closest('.lm-Widget').innerText.trim().replaceAll('\\n', ' ')"
        )

    def can_move(self, slider: Locator) -> bool:
        """Return whether a slider's range holds more than one value."""
        low, high, _ = self._range(slider)
        return low < high

    def press_key(self, slider: Locator, key: str) -> None:
        """Press a key on the slider's handle."""
        slider.scroll_into_view_if_needed()
        slider.locator(".noUi-handle").first.focus()
        self.on.page.keyboard.press(key)

    def press_along(self, slider: Locator) -> None:
        """Move the slider one step by keyboard, towards where there is room."""
        self.press_key(slider, "ArrowRight" if self._room(slider) > 0 else "ArrowLeft")

    def drag_along(self, slider: Locator) -> None:
        """Drag the slider's handle one step, at least a few pixels, towards where there is room."""
        width = slider.locator(".noUi-base").bounding_box()["width"]
        low, high, _ = self._range(slider)
        step = max(width / max(high - low, 1), 8)
        self.drag(slider, step if self._room(slider) > 0 else -step)

    def drag(self, slider: Locator, pixels: float) -> None:
        """Take the slider's handle with the mouse, pull it sideways, let go."""
        slider.scroll_into_view_if_needed()
        box = slider.locator(".noUi-handle").first.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse = self.on.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + pixels / 2, y)
        mouse.move(x + pixels, y)
        mouse.up()

    def change(self, kind: str, control: Locator) -> None:
        """Give a control that is not a slider another value."""
        if kind == "dropdown":
            n, now = control.evaluate("c => [c.options.length, c.selectedIndex]")
            control.select_option(index=(now + 1) % n)
        elif kind == "toggles":
            control.locator("button:not(.mod-active)").first.click()
        elif kind == "radio":
            control.locator("input:not(:checked)").first.click()
        else:
            control.click()

    def press(self, which: str) -> None:
        """Press the explorer's button of the class `explorer-start` or `explorer-stop`."""
        self.root.locator(f".{which}").click()

    def is_enabled(self, which: str) -> bool:
        """Return whether the button of that class can be pressed."""
        return self.root.locator(f".{which}").is_enabled()

    def has(self, which: str) -> bool:
        """Return whether there is a button of that class."""
        return self.root.locator(f".{which}").count() > 0

    def _range(self, slider: Locator) -> tuple[float, float, float]:
        handle = slider.locator(".noUi-handle").first
        names = ("aria-valuemin", "aria-valuemax", "aria-valuenow")
        return tuple(float(handle.get_attribute(name)) for name in names)

    def _room(self, slider: Locator) -> float:
        _, high, now = self._range(slider)
        return high - now
