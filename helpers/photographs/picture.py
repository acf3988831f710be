"""Picture: a file's digits, and a small picture of what was taken for ink and for paper."""

import base64
from io import BytesIO

import numpy as np
from PIL import Image

from helpers.drawings import in_the_middle, on_a_square
from helpers.photographs.files import in_colour, unpacked
from helpers.photographs.page import LARGEST, PLAIN, Page
from helpers.words import many

SEEN = 560  # pixels on the longer side of what is shown
RED, BLUE = np.float32((225, 20, 50)), np.float32((40, 80, 200))


def read_picture(content, name, size=None):
    """A `Picture` from the bytes of a file.

    Light on dark or dark on light is found out; where a picture is transparent, it is put on the
    ground that its strokes stand out from. A ValueError's message is a sentence for a learner, of
    what is empty, too large, damaged, no PNG or JPEG, or of one colour.

    content: bytes. name: the file's name, for the sentences. size: how many bytes the file has,
    where `content` is left out because they are too many.

    >>> page = BytesIO()
    >>> Image.new("L", (50, 20), 255).save(page, "png")
    >>> read_picture(page.getvalue(), "blank.png")
    Traceback (most recent call last):
        ...
    ValueError: blank.png shows one even colour: open a picture with a digit on it.
    """
    size = len(content) if size is None else size
    picture, kind, sides = unpacked(content, name, size, LARGEST)
    if kind == "PNG":
        drawing = Picture(in_colour(picture, 280), name, sides)
        if drawing.is_drawing:
            return drawing
    return Picture(in_colour(picture, LARGEST), name, sides)


class Picture:
    """A picture of handwriting: its `digits`, in reading order, and the `threshold` they depend on.

    picture: of Pillow, in colour. name: its file's. sides: how wide and high its file is.

    Attributes
    ----------
    is_drawing : bool
        Whether it is one digit on an even ground, as the pad saves it: there is nothing to choose.
    told : str
        What was read, in a sentence.
    """

    def __init__(self, picture, name, sides):
        self._colours = np.asarray(picture, dtype=np.float32)
        self.page = Page(np.asarray(picture.convert("L"), dtype=np.float32) / 255)
        if self.page.strongest < PLAIN:
            raise ValueError(f"{name} shows one even colour: open a picture with a digit on it.")
        self._read = f"{name}: {sides[0]}×{sides[1]} pixels"
        self.look(self.page.threshold)
        is_saved = sides[0] == sides[1] and sides[0] % 28 == 0
        self.is_drawing = self.page.is_even and (len(self.digits) == 1 or is_saved)

    def look(self, threshold):
        """Find the digits anew, for another threshold."""
        self.threshold = threshold
        self.digits, self._ink = self.page.digits(threshold)

    @property
    def told(self):
        """What was read, in a sentence."""
        way = "light on dark" if self.page.light_on_dark else "dark on light"
        if self.is_drawing:
            return f"{self._read}, {way}."
        n = len(self.digits)
        found = many(n, "digit", "digits") if n else "No digit: move the threshold"
        blue = "" if self.page.paper.all() else ", what is blue for no paper"
        return f"{self._read}, {way}. {found}. What is red was taken for ink{blue}."

    def ink(self, number=0):
        """One digit's ink, float32, (280, 280): a drawing's where it is, others in the middle.

        number: its place among `digits`.
        """
        if self.is_drawing:
            return on_a_square((self.page.darkness / self.page.strongest).clip(0, 1))
        return in_the_middle(self.digits[number].as_thick)

    def shown(self):
        """What was found, for a page: a JPEG as text, and each digit's box in shares of it."""
        high, wide = self.page.darkness.shape
        boxes = [
            [d.left / wide, d.top / high, d.ink.shape[1] / wide, d.ink.shape[0] / high]
            for d in self.digits
        ]
        return {"image": self._coloured(), "sides": [wide, high], "boxes": boxes}

    def _coloured(self):
        """The picture with its ink in red, and in blue what is no paper."""
        seen = np.where(self._ink[..., None], RED, self._colours)
        seen = np.where(self.page.paper[..., None], seen, seen / 2 + BLUE / 2)
        picture, file = Image.fromarray(seen.astype(np.uint8)), BytesIO()
        picture.thumbnail((SEEN, SEEN))
        picture.save(file, "jpeg", quality=85)
        return base64.b64encode(file.getvalue()).decode()
