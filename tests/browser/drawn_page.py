"""A lab with a notebook that shows the pad's explorers, and files to be opened on the pad."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from struct import pack

import numpy as np
from PIL import Image

from helpers.digits import load_digits

from .lab import Lab, running_lab
from .page import NotebookPage
from .scratch import write_notebook

CELLS = (
    """
from helpers.digits import load_digits
from helpers.explore import Draw, EditNetwork, Mistakes
from helpers.storage import load_network
net = load_network("ten-digits")
images, labels = load_digits("test")
""",
    "draw = Draw(net, images, labels)\ndraw",
    "EditNetwork(net, images, labels, unit=22, about=3)",
    "Mistakes(net, images, labels, true=9, answer=3, draw=Draw(net, images, labels))",
    "print(draw.text)",
)
DRAW, EDIT, MISTAKES = range(3)  # their places on the page


@contextmanager
def lab_with_pad(folder: Path) -> Iterator[Lab]:
    """Serve the notebook for as long as the block runs."""
    write_notebook(folder / "pad.ipynb", CELLS)
    with running_lab(folder) as lab:
        yield lab


def opened(lab: Lab, chromium, folder: Path, front_end: str = "lab") -> NotebookPage:
    """Return the page of the notebook, run from top to bottom."""
    page = NotebookPage(chromium, lab, "pad.ipynb", folder, front_end)
    page.open()
    page.run_all()
    return page


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
