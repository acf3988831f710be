"""The pad's traits, its methods, and the messages of its page."""

import numpy as np
import pytest
import traitlets

from helpers.digits import load_digits
from helpers.pad import DrawingPad, ink_of, stroke

LINE = stroke([(14, 4), (14, 24)])
OTHER = stroke([(4, 14), (24, 14)])
IMAGES = load_digits("test")[0][:3]
SQUARE = IMAGES[1].reshape(28, 28)


class Read:
    """What a picture's reader returns: a drawing, or a photograph of three digits."""

    def __init__(self, told, is_drawing=True):
        self.told, self.is_drawing, self.threshold = told, is_drawing, 0.3
        self.digits = [0.25, 0.5, 0.75]

    def look(self, threshold):
        self.threshold, self.digits = threshold, [0.25, 0.5] if threshold < 0.9 else []

    def ink(self, number=0):
        return np.full((280, 280), self.digits[number], np.float32)

    def shown(self):
        return {"image": "", "sides": [4, 3], "boxes": [[0, 0, 0.1, 0.1] for _ in self.digits]}


@pytest.fixture
def pad():
    def read(content, name, size):
        if content == b"bad":
            raise ValueError(f"{name} is bad, {size} bytes.")
        return Read(f"{name}: read.", content == b"good")

    return DrawingPad(read, lambda ink: f"Saved {ink.sum():.0f}.")


def hear(pad, kind, content=None, **more):
    buffers = [] if content is None else [memoryview(content)]
    pad._handle_custom_msg({"kind": kind, "size": len(content or b""), **more}, buffers)


def test_strokes_set_from_code_are_ink(pad):
    pad.strokes = [LINE, OTHER]
    np.testing.assert_array_equal(pad.ink, ink_of([LINE, OTHER]))
    np.testing.assert_array_equal(DrawingPad(strokes=[LINE]).ink, ink_of([LINE]))


def test_every_change_is_counted(pad):
    seen = []
    pad.observe(lambda change: seen.append((change.new, pad.ink.sum())), names="value")
    before = pad.value
    pad.strokes = [LINE]
    pad.strokes = [LINE, OTHER]
    pad.undo()
    assert [value for value, _ in seen] == [before + 1, before + 2, before + 3]
    assert seen[0][1] == seen[2][1] < seen[1][1]  # the ink is there when the count changes


def test_undo_takes_back_strokes_clearing_and_pictures(pad):
    pad.strokes = [LINE]
    first = pad.ink
    pad.clear()
    assert not pad.ink.any()
    pad.undo()
    np.testing.assert_array_equal(pad.ink, first)
    pad.image = IMAGES[0]
    assert pad.ground is not None and (pad.ink != first).any()
    pad.undo()
    np.testing.assert_array_equal(pad.ink, first)
    pad.undo()
    pad.undo()  # there is nothing left to take back
    assert pad.strokes == [] and not pad.ink.any()


@pytest.mark.parametrize(
    "picture",
    [IMAGES[1], SQUARE, IMAGES[1] / 255, np.kron(SQUARE, np.ones((10, 10), np.uint8))],
    ids=["bytes", "square", "floats", "fine"],
)
def test_a_picture_that_was_put_down_is_the_image(pad, picture):
    pad.strokes = [LINE]
    pad.image = picture
    np.testing.assert_array_equal(pad.image, SQUARE)


def test_the_ground_is_the_last_picture_until_the_pad_is_cleared(pad):
    assert pad.ground is None
    pad.image = IMAGES[0]
    first = pad.ground
    pad.image = IMAGES[1]
    pad.strokes = [*pad.strokes, LINE]
    assert pad.ground not in (None, first)
    pad.clear()
    assert pad.ground is None


def test_pictures_do_not_pile_up_without_end(pad):
    for n in range(100):
        pad.image = IMAGES[n % 3]
    assert len(pad.images) <= 40
    np.testing.assert_array_equal(pad.image.ravel(), IMAGES[0])


@pytest.mark.parametrize(
    ("picture", "message"),
    [
        (np.zeros(10), r"image has .* shape \(784,\) or \(28, 28\) or \(280, 280\); pass one row"),
        (np.zeros((28, 28), int), "image holds int64 values"),
        (np.full(784, 1.1), "not all from 0 to 1"),
    ],
)
def test_what_is_no_picture_is_refused(pad, picture, message):
    pad.strokes = [LINE]
    with pytest.raises(ValueError, match=message):
        pad.image = picture
    assert pad.strokes == [LINE]


def test_bad_strokes_leave_the_pad_as_it_was(pad):
    pad.strokes = [LINE]
    for bad in ([{"tool": "brush"}], [{"tool": "image", "number": 0}]):
        with pytest.raises((ValueError, traitlets.TraitError)):
            pad.strokes = bad
    assert pad.strokes == [LINE]
    np.testing.assert_array_equal(pad.ink, ink_of([LINE]))


def test_a_file_is_put_down_with_its_sentence(pad):
    hear(pad, "file", b"good", name="mine.png")
    assert pad.told == "mine.png: read." and pad.image.max() == 64 and not pad.refused
    pad.undo()
    assert not pad.ink.any()


def test_a_bad_file_gets_its_sentence_and_changes_nothing(pad):
    pad.strokes = [LINE]
    heard = []
    pad.observe(lambda change: heard.append(change.new), names="told")
    for _ in range(2):
        hear(pad, "file", b"bad", name="mine.png")
    bad = "mine.png is bad, 3 bytes."
    assert heard == [bad, "", bad]  # the second time said anew
    assert pad.strokes == [LINE] and pad.refused
    hear(pad, "file", b"good", name="mine.png")
    assert not pad.refused


def test_a_sentence_comes_to_the_page_together_with_what_it_is(pad):
    sent = []
    pad.send_state = lambda key=None: sent.append({*key})
    pad.say("no", refused=True)
    assert sent[-1] == {"told", "refused"}


def test_a_file_without_bytes_is_empty(pad):
    pad._read = lambda content, name, size: Read(f"{len(content)} bytes of {size}")
    hear(pad, "file", name="mine.png")
    assert pad.told == "0 bytes of 0"
    hear(pad, "file", name="mine.png", size=9_000_000)  # too large to be sent
    assert pad.told == "0 bytes of 9000000"


def test_of_a_photograph_a_digit_is_chosen_in_place_of_the_one_before(pad):
    pad.strokes = [LINE]
    hear(pad, "file", b"photo", name="page.jpg")
    assert pad.photograph["chosen"] == 0 and len(pad.photograph["boxes"]) == 3
    for number, ink in ((2, 191), (1, 128), (0, 64)):
        hear(pad, "choose", digit=number)
        assert pad.image.max() == ink and pad.photograph["chosen"] == number
    hear(pad, "choose", digit=3)  # of a threshold that has been moved meanwhile
    assert pad.photograph["chosen"] == 0
    hear(pad, "chosen")
    assert pad.photograph == {} and pad.image.max() == 64
    pad.undo()
    np.testing.assert_array_equal(pad.ink, ink_of([LINE]))


def test_a_threshold_finds_other_digits_and_every_question_is_answered(pad):
    hear(pad, "file", b"photo", name="page.jpg")
    heard = []
    pad.observe(lambda change: heard.append(change.new), names="photograph")
    hear(pad, "threshold", value=0.5)
    hear(pad, "threshold", value=0.5)
    assert len(heard) == 2 and pad.photograph["threshold"] == 0.5
    hear(pad, "threshold", value=0.95)  # nothing is so dark: what was chosen stays
    assert pad.photograph["boxes"] == [] and pad.image.max() == 64


@pytest.mark.parametrize(
    "leave",
    [
        lambda pad: pad.undo(),
        lambda pad: pad.clear(),
        lambda pad: setattr(pad, "image", IMAGES[0]),
        lambda pad: setattr(pad, "strokes", [*pad.strokes, LINE]),
    ],
)
def test_a_photograph_leaves_when_something_else_is_on_the_pad(pad, leave):
    pad.image = IMAGES[1]
    hear(pad, "file", b"photo", name="page.jpg")
    leave(pad)
    assert pad.photograph == {}
    before = pad.image
    hear(pad, "choose", digit=2)
    hear(pad, "threshold", value=0.5)
    np.testing.assert_array_equal(pad.image, before)


def test_save_says_where_or_why_not(pad):
    pad.strokes = [LINE]
    hear(pad, "save")
    assert pad.told.startswith("Saved ")

    def full(ink):
        raise OSError("the disk is full")

    pad._save = full
    hear(pad, "save")
    assert pad.told == "Not saved: the disk is full" and pad.refused


def test_without_save_there_is_no_button():
    assert not DrawingPad().can_save and DrawingPad(save=lambda ink: "").can_save


def test_its_ink_cannot_be_changed_from_outside_and_its_repr_is_short(pad):
    pad.strokes = [LINE]
    pad.ink[:] = 0
    assert pad.ink.any() and repr(pad) == "DrawingPad(1 strokes)"
