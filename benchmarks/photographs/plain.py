"""What a reader without an idea of paper does: one threshold, from the picture's border.

This was the project's own way before, and is the obvious one: the border is paper, what differs
more than most of the border is ink, and all ink is one digit.
"""

from io import BytesIO

import numpy as np
from PIL import Image


def ink_by_one_threshold(content):
    """The ink of a picture, float32, from 0 to 1; of an even one, none."""
    picture = Image.open(BytesIO(content)).convert("L")
    picture.thumbnail((280, 280), Image.Resampling.BOX, reducing_gap=None)
    grey = np.asarray(picture, dtype=np.float32) / 255
    ring = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    paper = float(np.median(ring))
    away = (grey - paper) * (1 if paper < 0.5 else -1)
    floor, strongest = float(np.quantile(np.abs(ring - paper), 0.9)), float(away.max())
    if strongest - floor < 0.08:
        return np.zeros_like(grey)
    ink = np.clip((away - floor) / (strongest - floor), 0, 1)
    ink[ink < 0.2] = 0
    return ink
