"""A notebook that shows the pad's explorers, a hand to draw with, and files to be opened."""

import re
import zlib
from io import BytesIO
from struct import pack

import numpy as np
from PIL import Image

from helpers.digits import load_digits

SET_UP = """
from helpers.digits import load_digits
from helpers.explore import Draw, EditNetwork, Mistakes
from helpers.storage import load_network
net = load_network("ten-digits")
images, labels = load_digits("test")
"""
SERVED = {
    "pad.ipynb": (
        SET_UP,
        "draw = Draw(net, images, labels)\ndraw",
        "EditNetwork(net, images, labels, unit=22, about=3)",
        "Mistakes(net, images, labels, true=9, answer=3, draw=Draw(net, images, labels))",
        "print(draw.text)",
    )
}
DRAW, EDIT, MISTAKES = range(3)  # their places on the page
SIDE = 28
# Two arches from the left, as a person writes a 3: pixels from the left and from the top.
THREE = [(9, 7), (13, 5), (18, 6), (19, 9), (16, 12), (12, 13), (16, 14), (20, 17), (18, 21)]
THREE += [(13, 23), (8, 21)]


class Hand:
    """The pad of one explorer, and the means to draw on it."""

    def __init__(self, page, number):
        self.page, self.explorer = page, page.explorers()[number]
        self.paper = self.explorer.root.locator(".pad-paper").first
        self.paper.scroll_into_view_if_needed()
        page.page.wait_for_timeout(150)

    def at(self, place):
        box = self.paper.bounding_box()
        return tuple(box[k] + s / SIDE * box["width"] for k, s in zip("xy", place, strict=True))

    def draw(self, places):
        mouse = self.page.page.mouse
        mouse.move(*self.at(places[0]))
        mouse.down()
        for place in places[1:]:
            mouse.move(*self.at(place), steps=6)
        mouse.up()

    def press(self, name):
        self.explorer.root.get_by_role("button", name=name, exact=True).first.click()

    def keys(self, *keys):
        self.paper.focus()
        for key in keys:
            self.page.page.keyboard.press(key)

    def told(self):
        return self.explorer.root.locator(".pad-told").first.inner_text()

    def until(self, words, seconds=8):
        """Wait for a sentence under the figure."""
        found = self.page.wait_for(lambda: re.search(words, self.explorer.sentence()), seconds)
        assert found, f"{words!r} is not in {self.explorer.sentence()!r}"

    def until_told(self, words):
        """Wait for a sentence under the pad."""
        assert self.page.wait_for(lambda: words in self.told(), 15), f"{words!r}: {self.told()!r}"

    def dark(self):
        """The share of dark pixels on the paper."""
        return self.paper.evaluate(
            """c => { const {data} = c.getContext('2d').getImageData(0, 0, c.width, c.height);
                      let n = 0;
                      for (let i = 0; i < data.length; i += 4) n += data[i] < 128;
                      return 4 * n / data.length; }"""
        )

    def is_dark(self, place):
        share = [p / SIDE for p in place]
        return self.paper.evaluate(
            """(c, [x, y]) => c.getContext('2d').getImageData(
                 Math.floor(x * c.width), Math.floor(y * c.height), 1, 1).data[0] < 128""",
            share,
        )

    def open(self, name, content, kind="image/png"):
        file = {"name": name, "mimeType": kind, "buffer": content}
        self.explorer.root.locator(".pad-file").first.set_input_files(file)


def png_of(array: np.ndarray, **options) -> bytes:
    """Return the bytes of a PNG of a picture; `options` are Pillow's."""
    file = BytesIO()
    Image.fromarray(array).save(file, "png", **options)
    return file.getvalue()


def a_digit(row: int, side: int = 140) -> np.ndarray:
    """Return a test image as bytes, light on dark, larger than it is."""
    image = Image.fromarray(load_digits("test")[0][row].reshape(28, 28))
    return np.asarray(image.resize((side, side), Image.Resampling.NEAREST))


def header_of_a_giant(side: int = 30_000) -> bytes:
    """Return a small, valid PNG that is 30,000 pixels high and wide, all of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))

    packer = zlib.compressobj(9)
    row = bytes(1 + side // 8)  # one bit a pixel
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    start = pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", start) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )
