"""Live figures mend themselves after reload and restart, and fit phone, tablet and projector."""

import pytest

from .live_page import ONE, SERVED  # noqa: F401

# 1 where a pixel of the canvas is one of the screen.
SHARPNESS = "c => c.width / c.clientWidth / devicePixelRatio"


def test_after_a_reload_and_after_a_restart_it_is_there_again(opened):
    page = opened()
    explorer = page.explorers()[ONE]
    slider = explorer.controls("slider")[1]
    explorer.press_key(slider, "End")
    assert page.wait_for(lambda: "unit 99 " in explorer.sentence())
    sentence = explorer.sentence()
    page.save_and_reload()
    explorer = page.explorers()[ONE]
    assert explorer.sentence() == sentence and explorer.picture_src() != "blank"
    before = explorer.picture_src()
    explorer.press_key(explorer.controls("slider")[1], "ArrowLeft")
    assert explorer.wait_for_picture_change(before) and "unit 98 " in explorer.sentence()

    page.page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.page.locator(".lm-Menu-item", has_text="Restart Kernel").first.click()
    page.page.locator(".jp-Dialog .jp-mod-accept").click()
    page.page.wait_for_timeout(3000)
    page.run_all()
    explorer = page.explorers()[ONE]
    assert "unit 17 " in explorer.sentence()
    before = explorer.picture_src()
    explorer.press_along(explorer.controls("slider")[1])
    assert explorer.wait_for_picture_change(before)


# A phone, a tablet, a projector. JupyterLab is not made for a phone.
@pytest.mark.parametrize(
    ("width", "height", "front_end"),
    [(360, 740, "notebook"), (768, 1024, "notebook"), (3840, 2160, "lab")],
)
def test_it_fits_the_screen(opened, width, height, front_end):
    page = opened(front_end)
    page.page.set_viewport_size({"width": width, "height": height})
    for number, explorer in enumerate(page.explorers()):
        # The page takes its new width a while after the window has it.
        assert page.wait_for(lambda e=explorer: _fits(e.root, width), 20), number
        page.screenshot(f"width-{width}-{number}", explorer)


def _fits(explorer, screen):
    """Whether an explorer is on the screen, its picture made for that room: much of it, sharp."""
    room = explorer.bounding_box()
    picture = explorer.locator(".explorer-picture").first
    width = picture.bounding_box()["width"]
    sharp = abs(picture.evaluate(SHARPNESS) - 1) < 0.02
    on_screen = room["x"] + room["width"] <= screen
    return on_screen and 0.5 * room["width"] < width <= room["width"] + 1 and sharp
