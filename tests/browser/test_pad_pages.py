"""The pad after a reload, in the dark and on a phone: in a lab of its own, which it changes."""

import pytest

from . import audit
from .drawn_page import DRAW, THREE, Hand, lab_with_pad, opened


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    with lab_with_pad(tmp_path_factory.mktemp("notebooks")) as lab:
        yield lab


def test_on_a_phone_the_panels_stand_below_and_follow(lab, chromium, tmp_path):
    page = opened(lab, chromium, tmp_path, "notebook")
    page.page.set_viewport_size({"width": 400, "height": 800})
    hand = Hand(page, DRAW)

    def stands_below():
        paper, canvas = (
            hand.explorer.root.locator(name).first.bounding_box()
            for name in (".pad-paper", ".explorer-picture")
        )
        inside = max(box["x"] + box["width"] for box in (paper, canvas)) <= 400
        return inside and canvas["y"] >= paper["y"] + paper["height"]

    assert page.wait_for(stands_below, 20)
    hand.draw(THREE)
    hand.until("^The answer is 3")
    page.screenshot("phone", hand.explorer)
    page.close()


def test_in_the_dark_it_is_white_paper_and_passes_the_audit(lab, chromium, tmp_path):
    page = opened(lab, chromium, tmp_path)
    page.page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.page.locator(".lm-Menu-item", has_text="Theme").first.hover()
    page.page.locator(".lm-Menu-item", has_text="JupyterLab Dark").first.click()
    page.page.wait_for_timeout(1000)
    hand = Hand(page, DRAW)
    hand.draw(THREE)
    hand.until("^The answer is 3")
    page.screenshot("dark", hand.explorer)
    assert hand.dark() < 0.25 and audit.violations(page.page, ".explorer") == []
    page.close()


def test_after_a_reload_the_drawing_is_there_again(lab, chromium, tmp_path):
    page = opened(lab, chromium, tmp_path)
    hand = Hand(page, DRAW)
    hand.draw(THREE)
    hand.until("^The answer is 3")
    page.page.keyboard.press("Escape")
    page.page.keyboard.press("Control+s")
    page.settle()
    page.page.reload()
    page.settle()
    assert page.wait_for(lambda: page.explorers() and page.explorers()[DRAW].sentence(), 30)
    again = Hand(page, DRAW)
    assert page.wait_for(lambda: 0.04 < again.dark() < 0.25)
    again.until("^The answer is 3")
    again.press("Undo")
    again.until("The pad is empty")
    page.close()
