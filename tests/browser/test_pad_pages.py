"""The pad after a reload, in the dark and on a phone: in a lab of its own, which it changes."""

from . import audit
from .drawn_page import DRAW, SERVED, THREE, Hand  # noqa: F401


def test_on_a_phone_the_panels_stand_below_and_follow(opened):
    page = opened("notebook")
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


def test_in_the_dark_it_is_white_paper_and_passes_the_audit(opened):
    page = opened()
    page.choose_theme("Dark")
    hand = Hand(page, DRAW)
    hand.draw(THREE)
    hand.until("^The answer is 3")
    page.screenshot("dark", hand.explorer)
    assert hand.dark() < 0.25 and audit.violations(page.page, ".explorer") == []


def test_after_a_reload_the_drawing_is_there_again(opened):
    page = opened()
    hand = Hand(page, DRAW)
    hand.draw(THREE)
    hand.until("^The answer is 3")
    page.page.keyboard.press("Escape")
    page.save_and_reload()
    again = Hand(page, DRAW)
    assert page.wait_for(lambda: 0.04 < again.dark() < 0.25)
    again.until("^The answer is 3")
    again.press("Undo")
    again.until("The pad is empty")
