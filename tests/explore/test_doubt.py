"""One picture from two networks: pictures, outputs and correlations recomputed."""

import numpy as np
import pytest

from helpers.attribution import class_picture
from helpers.explore import Doubt
from helpers.plots.images import SIZES
from helpers.plots.style import SIGNED
from tests.explore.page import crowding, faint, is_as_recorded_anew, open_page, spot_at

NAMES = ("a digit", "blank", "noise")
IMAGE, ONE, OTHER, OUTPUTS = range(4)  # which Axes


@pytest.fixture(scope="module")
def networks(a_network):
    network = a_network()
    return {"trained": network, "second": a_network(seed=8), "untrained": network.start}


@pytest.fixture(scope="module")
def odd(images):
    sparse = images[0] * (np.arange(784) % 3 == 0).astype(np.uint8)
    return dict(zip(NAMES, (sparse, 0 * images[0], images[1]), strict=True))


@pytest.fixture
def doubt(networks, odd):
    return Doubt(networks, odd)


def ranks(values):
    order = sorted(range(len(values)), key=lambda i: values[i])
    found, at = np.zeros(len(values)), 0
    while at < len(order):
        same = [i for i in order if values[i] == values[order[at]]]
        found[same] = at + (len(same) - 1) / 2
        at += len(same)
    return found


def test_pictures_outputs_and_sentence(doubt, networks, odd, numbers_in):
    for image, network, kind in (
        ("a digit", "second", "gradient × input"),
        ("noise", "untrained", "weights"),
        ("a digit", "untrained", "products"),
    ):
        doubt.image.value, doubt.network.value, doubt.picture.value = image, network, kind
        x = odd[image] / np.float32(255)
        outputs = [networks[name].forward(x).outputs for name in ("trained", network)]
        about = int(outputs[0].argmax())
        maps = [class_picture(networks[name], x, about, kind) for name in ("trained", network)]
        found = [doubt.axes[place].images[0].get_array().ravel() for place in (IMAGE, ONE, OTHER)]
        for values, expected in zip(found, (x, *maps), strict=True):
            np.testing.assert_allclose(values, expected, atol=1e-6)
        titles = [ax.get_title() for ax in doubt.axes]
        assert titles == ["image", "trained", network, "its outputs"]
        widths = [bar.get_width() for bar in doubt.axes[OUTPUTS].patches]
        np.testing.assert_allclose(widths, outputs[1], atol=1e-6)
        lit = x > 0
        signed, without = (
            np.corrcoef(*(ranks(f(m[lit])) for m in maps))[0, 1] for f in (np.array, np.abs)
        )
        expected = [outputs[0].argmax(), outputs[0].max(), outputs[1].argmax(), outputs[1].max()]
        expected += [about, signed, without]
        assert numbers_in(doubt.text) == pytest.approx(expected, abs=0.0051)
        assert doubt.text.startswith(f"The image is {image}. To it trained answers ")


def test_without_signs_nothing_is_red_or_blue(doubt):
    signed = doubt.axes[OTHER].images[0].get_array().copy()
    words = doubt.text
    doubt.signs.value = "absolute"
    found, scale = doubt.axes[OTHER].images[0], doubt.axes[OTHER].texts[0].get_text()
    np.testing.assert_array_equal(found.get_array(), np.abs(signed))
    assert (found.cmap, scale) == (SIZES, f"scale 0 to {np.abs(signed).max():.3g}")
    assert signed.min() < 0 and doubt.text == words  # both numbers are said either way
    assert is_as_recorded_anew(doubt.live)
    doubt.signs.value = "signed"
    assert doubt.axes[OTHER].images[0].cmap == SIGNED and is_as_recorded_anew(doubt.live)


def test_zero_is_white_and_each_picture_names_its_scale(doubt):
    for ax in doubt.axes[ONE : OTHER + 1]:
        low, high = ax.images[0].get_clim()
        assert low == -high == -np.abs(ax.images[0].get_array()).max()
        assert f"{high:.3g}" in ax.texts[0].get_text()


def test_a_blank_page_multiplied_is_empty_and_weights_are_not(doubt):
    doubt.image.value = "blank"
    assert doubt.text.endswith("and the picture is empty.")
    assert doubt.axes[ONE].texts[0].get_text() == "all zero"
    doubt.picture.value = "weights"
    assert "rank correlation" in doubt.text


def test_bars_say_their_outputs(doubt, networks, odd, numbers_in):
    outputs = networks["second"].forward(odd["a digit"] / np.float32(255)).outputs
    for digit in range(3):
        words, _ = spot_at(doubt.live, OUTPUTS, 0.1, digit)
        assert words.startswith(f"second, class {digit}: ")
        assert numbers_in(words) == pytest.approx([digit, outputs[digit]], abs=0.0051)


def test_pixels_can_be_pointed_at(doubt):
    assert [panel["axes"] for panel in doubt.live.panels] == [IMAGE, ONE, OTHER]


def test_letters_have_room_and_stand_out(networks, odd):
    doubt = Doubt(networks | {"random labels": networks["second"]}, odd)
    states = [{"image": image, "network": "random labels"} for image in NAMES]
    assert not crowding(doubt.live, *states, {"signs": "absolute", "picture": "weights"})
    open_page(doubt.live)
    assert not faint(doubt.live)
