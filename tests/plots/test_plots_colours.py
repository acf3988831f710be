"""The map of signed pictures, measured: contrast, order, and what colour-blind eyes see of it."""

import numpy as np
import pytest

from helpers.plots.style import SIGNED
from tests.explore.page import contrast

MIDDLE = 128
COLOURS = SIGNED(np.arange(257))[:, :3]
SHARES = np.abs(np.linspace(-1, 1, 257))  # of the limit
# Machado, Oliveira and Fernandes (2009), doi:10.1109/TVCG.2009.113, severity 1, for linear colours.
EYES = {
    "usual": np.eye(3),
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]


def as_lab(colours, eyes):
    """Colours as these eyes see them, in CIELAB."""
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    xyz = np.clip(linear @ np.transpose(EYES[eyes]), 0, 1) @ np.transpose(XYZ)
    x, y, z = np.cbrt(np.maximum(xyz / np.sum(XYZ, axis=1), 0.008856)).T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1)


def test_what_is_above_a_tenth_of_the_limit_stands_out_from_paper():
    contrasts = np.array([contrast(colour) for colour in COLOURS])
    assert contrasts[MIDDLE] == 1
    assert contrasts[SHARES > 0.1].min() >= 1.5


@pytest.mark.parametrize("eyes", EYES)
def test_every_eye_sees_the_sign_and_the_order(eyes):
    seen = as_lab(COLOURS, eyes)
    blue, red = seen[MIDDLE::-1], seen[MIDDLE:]
    apart = np.linalg.norm(red - blue, axis=1)  # 2 is just seen beside each other
    assert apart[SHARES[MIDDLE:] > 0.1].min() > 15
    for side in (blue, red):
        lightness = side[:, 0]
        assert (np.diff(lightness) < 0).all()
        tenths = np.interp(np.linspace(0, 1, 11), np.linspace(0, 1, 129), lightness)
        assert np.diff(tenths).max() < -3, "a tenth of the limit more is seen"
