"""JupyterLab and Notebook 7: arrow keys on a slider move it and no cell; the picture follows."""

import pytest

from .conftest import FRONT_ENDS

START = 5
EXPLORER = f"""
import ipywidgets as widgets
from helpers.live import LiveFigure, Told

def places(figure, width):
    figure.set_figheight(2)
    return figure.add_gridspec(1)

def build(axes):
    global bar
    [bar] = axes[0].barh(["unit"], [9])

def paint(unit):
    bar.set_width(unit)
    return Told(f"The bar is as long as {{unit}}.")

unit = widgets.IntSlider({START}, 0, 9, description="unit")
figure = LiveFigure(places, build, paint, {{"unit": unit}}, label="one bar")
widgets.VBox([unit, figure]).add_class("explorer")
"""


# Cells on both sides, so that an arrow key has another cell to go to.
SERVED = {"slider.ipynb": ("1", EXPLORER, "2", "3")}


def test_it_is_the_front_end_that_was_asked_for(page):
    # Notebook 7 has no side bar, and JupyterLab has no header with the notebook's name.
    seen = {
        "lab": page.page.locator("#jp-main-dock-panel").count(),
        "notebook": page.page.locator(".jp-NotebookCheckpoint").count(),
    }
    assert seen == {name: int(name == page.front_end) for name in FRONT_ENDS}


def test_the_slider_is_found(page):
    [explorer] = page.explorers()
    [slider] = explorer.controls("slider")
    assert explorer.label(slider).startswith("unit")
    assert not page.errors


@pytest.mark.parametrize(
    ("key", "step"), [("ArrowRight", 1), ("ArrowLeft", -1), ("ArrowUp", 1), ("ArrowDown", -1)]
)
def test_an_arrow_key_moves_the_slider_and_no_cell(page, key, step):
    [explorer] = page.explorers()
    [slider] = explorer.controls("slider")
    # A click selects the slider's cell and leaves the notebook in command mode, as a reader would.
    explorer.drag(slider, 0)
    before, selected, picture = _value(slider), _selected(page), explorer.picture_src()
    explorer.press_key(slider, key)
    assert page.wait_for(lambda: _value(slider) == before + step), f"{key}: still {_value(slider)}"
    assert _selected(page) == selected, f"{key} moved the selection of cells"
    canvas = explorer.root.locator("canvas.explorer-picture")
    assert page.wait_for(lambda: canvas.get_attribute("data-state") == f"[{before + step}]")
    assert explorer.picture_src() != picture, "the canvas still shows the old picture"


def _value(slider):
    return int(float(slider.locator(".noUi-handle").get_attribute("aria-valuenow")))


def _selected(page):
    """Return which cells are selected."""
    return page.page.locator(".jp-Notebook .jp-Cell").evaluate_all(
        "cells => cells.flatMap((cell, i) => cell.matches('.jp-mod-selected') ? [i] : [])"
    )
