"""The canvas shows what Agg would paint, artist by artist, and a missing artist is noticed."""

import matplotlib
import numpy as np
import pytest

from helpers.attribution import mean_activations
from helpers.digits import load_digits
from helpers.explore import (
    HiddenLayer,
    Mistakes,
    OneStep,
    OneUnit,
    SeeDigit,
    TopContributors,
    WatchTraining,
    WholeNetwork,
)
from helpers.plots.style import DOTS
from helpers.storage import load_network
from helpers.training import Epoch

from .canvas import Drawing, share_that_differs

MOST = 0.01  # of the pixels of an artist's bounding box may differ visibly
EVERYTHING = (slice(None), slice(None))


@pytest.fixture(scope="module")
def digits():
    images, labels = load_digits("test")
    return images[:600], labels[:600]


def watched(network, images, labels):
    """A training of two epochs, without training."""
    # Not twice the same: soft edges of ten lines on one another add up differently in a browser.
    epochs = [Epoch(1, load_network("ten-digits-book"), 0.5), Epoch(2, network, 0.1)]
    watch = WatchTraining(lambda: iter(epochs), 2, network.start, images, labels)
    watch.run()
    return watch


# Each explorer, and moves that bring out every kind of artist that it has.
EXPLORERS = {
    "SeeDigit": (lambda net, *digits: SeeDigit(*digits), {"row": 9}),
    "OneUnit": (OneUnit, {"unit": 17, "view": "trained − start"}),
    "OneStep": (OneStep, {"unit": 17, "rate": 3.0, "steps": 5}),
    "HiddenLayer": (HiddenLayer, {"unit": 37, "order": "largest first"}),
    "TopContributors": (
        lambda net, *digits: TopContributors(net, *digits, mean_activations(net, digits[0])),
        {"about": 3, "k": 5, "state": "set to 0"},
    ),
    "WatchTraining": (watched, {"epoch": 1}),
    "WholeNetwork": (WholeNetwork, {"lines": 60}),
    "Mistakes": (Mistakes, {"true": 4, "answer": 9}),
}
PAGES = {"wide": (1050, 1), "fine": (1050, 2), "phone": (360, 2), "zoomed": (840, 1.25)}


@pytest.fixture(scope="module", params=EXPLORERS)
def explorer(request, digits):
    make, moves = EXPLORERS[request.param]
    explorer = make(load_network("ten-digits"), *digits)
    for name, value in moves.items():
        getattr(explorer, name).value = value
    return explorer


@pytest.fixture
def drawing(explorer, chromium, request):
    page = chromium.new_page()
    yield Drawing(page, explorer.live, *PAGES[request.param])
    page.close()


@pytest.mark.parametrize("drawing", PAGES, indirect=True)
def test_canvas_is_as_agg(drawing):
    agg, canvas = drawing.agg(), drawing.canvas()
    shares = [(share_that_differs(agg, canvas, box), str(a)) for a, box in drawing.boxes()]
    assert len(shares) > 10
    assert not [worst for worst in shares if worst[0] > MOST]


@pytest.mark.parametrize("drawing", ["wide"], indirect=True)
def test_a_picture_that_is_painted_ahead_is_the_same(drawing):
    np.testing.assert_allclose(drawing.canvas(ahead=True), drawing.canvas(), atol=1)


@pytest.mark.parametrize("drawing", ["wide"], indirect=True)
def test_an_artist_that_is_left_out_is_noticed(drawing):
    whole, unnoticed, tried = drawing.agg(), [], 0
    for artist, box in drawing.boxes():
        artist.set_visible(False)
        shows = share_that_differs(whole, drawing.agg(), box) > MOST  # not a white box on white
        artist.set_visible(True)
        if shows:
            tried += 1
            without = drawing.canvas(drawing.names_of(artist))
            if share_that_differs(whole, without, box) <= MOST:
                unnoticed.append(str(artist))
    assert tried > 10
    assert not unnoticed


def test_in_a_lecture_too(explorer, chromium):
    page = chromium.new_page()
    with matplotlib.rc_context({"figure.dpi": DOTS["lecture"]}):
        drawing = Drawing(page, explorer.live, *PAGES["wide"])
    assert share_that_differs(drawing.agg(), drawing.canvas(), EVERYTHING) <= MOST
    assert np.ptp(drawing.canvas()) == 255
    page.close()
