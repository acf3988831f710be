"""Pictures from files: every kind, hostile ones, photographs of paper, several digits on a page."""

import base64
import zlib
from io import BytesIO
from struct import pack

import numpy as np
import pytest
from PIL import Image, ImageDraw

from benchmarks.photographs.paper import KINDS, photograph
from helpers.digits import as_pixels, load_digits
from helpers.drawings import as_drawn, as_mnist
from helpers.photographs import read_picture
from helpers.photographs.files import unpacked
from helpers.photographs.page import Page
from helpers.storage import load_network

IMAGES, LABELS = load_digits("test")
PIXELS = as_pixels(IMAGES[:300])
FOREIGN = ("gif", "webp", "bmp", "tiff")


def file_of(picture, kind="png", **options):
    page = BytesIO()
    picture.save(page, kind, **options)
    return page.getvalue()


def a_digit(row=18, side=280):
    """A test image as a Pillow picture, dark on light."""
    picture = Image.fromarray(255 - IMAGES[row].reshape(28, 28))
    return picture.resize((side, side), Image.Resampling.NEAREST)


def read(picture, kind="png", **options):
    found = read_picture(file_of(picture, kind, **options), "mine")
    return found.ink(), found.told


@pytest.mark.parametrize("side", [28, 280, 1400])
@pytest.mark.parametrize("light", [True, False])
def test_a_digit_is_read_at_any_size_and_either_way_round(side, light):
    picture = a_digit(side=side)
    if light:
        picture = Image.eval(picture, lambda grey: 255 - grey)
    ink, told = read(picture)
    assert told == f"mine: {side}×{side} pixels, {'light on dark' if light else 'dark on light'}."
    assert ink.shape == (280, 280) and ink.dtype == np.float32
    np.testing.assert_allclose(as_mnist(ink), PIXELS[18], atol=0.01)
    np.testing.assert_allclose(as_drawn(ink), PIXELS[18], atol=0.01)


def test_a_jpeg_on_uneven_grey_paper_is_read():
    rng = np.random.default_rng(0)
    paper = (
        205 + np.add.outer(np.linspace(-8, 8, 300), np.zeros(300)) + rng.normal(0, 2, (300, 300))
    )
    digit = np.asarray(a_digit(side=300)) / 255
    page = np.where(digit < 1, paper * (0.25 + 0.75 * digit), paper).clip(0, 255)
    ink, told = read(Image.fromarray(page.astype(np.uint8)), "jpeg", quality=80)
    assert "dark on light" in told
    assert np.abs(as_mnist(ink) - PIXELS[18]).mean() < 0.03


def test_a_wide_picture_is_shown_whole_in_the_middle():
    picture = Image.new("RGB", (400, 100), "white")
    ImageDraw.Draw(picture).rectangle((10, 20, 60, 80), fill="navy")
    ink, _ = read(picture)
    rows, columns = (np.flatnonzero((ink > 0.5).any(axis=axis)) for axis in (1, 0))
    assert (
        115 < rows[0] < 125 and 155 < rows[-1] < 165 and columns[0] < 10 and 38 < columns[-1] < 47
    )


@pytest.mark.parametrize("ink_colour", ["black", "white", "orange"])
def test_strokes_on_nothing_stand_out_from_their_ground(ink_colour):
    picture = Image.new("RGBA", (280, 280), (0, 0, 0, 0))
    picture.paste(ink_colour, (120, 30, 150, 250))
    ink, _ = read(picture)
    np.testing.assert_allclose(as_mnist(ink).reshape(28, 28)[5:23, 13:15], 1, atol=0.02)
    assert ink[:, :115].max() == 0


@pytest.mark.parametrize("mode", ["P", "1", "L", "LA", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_mode_is_read(mode):
    picture = a_digit().point(lambda grey: 0 if grey < 128 else 255)
    binary = as_drawn(1 - np.asarray(picture, dtype=np.float32) / 255)
    if mode == "I;16":
        picture = Image.fromarray(np.asarray(picture).astype(np.uint16) * 257)
        assert picture.mode.startswith("I")
    else:
        picture = picture.convert(mode)
    ink, _ = read(picture, "jpeg" if mode == "CMYK" else "png")
    np.testing.assert_allclose(as_drawn(ink), binary, atol=0.06)


def test_a_palette_with_a_transparent_colour_is_read():
    picture = a_digit().convert("P")
    ink, _ = read(picture, transparency=255)
    np.testing.assert_allclose(as_mnist(ink), PIXELS[18], atol=0.02)


def test_a_photograph_is_turned_as_its_camera_was():
    turned = a_digit().transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned right to be seen
    digit = as_mnist(read(turned, "jpeg", exif=exif, quality=95)[0]).reshape(28, 28)
    ways = [np.rot90(PIXELS[18].reshape(28, 28), n) for n in range(4)]
    assert np.argmin([np.abs(digit - way).mean() for way in ways]) == 0


def header(side, bits=1):
    """A PNG that promises so many pixels and holds nothing of them."""

    def chunk(kind, content):
        return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))

    start = chunk(b"IHDR", pack(">IIBBBBB", side, side, bits, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + start + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "mine is empty: choose another file"),
        (b"A letter, not a picture.", "mine is no PNG or JPEG picture.* Take a screenshot of it"),
        (b"\x89PNG\r\n\x1a\n", "mine is (no PNG or JPEG|damaged)"),
        (bytes(20 * 2**20 + 1), "mine has more than 20 MB, .* Crop it, take a screenshot of it"),
        (header(30_000), "mine has more than 16 million pixels, .* Crop it, take a screenshot"),
        (header(4_001), "mine has more than 16 million pixels"),
        (header(100), "mine is damaged"),
        (file_of(a_digit())[:300], "mine is damaged"),
        (file_of(a_digit(), "jpeg")[:900], "mine is damaged"),
        *((file_of(a_digit(), kind), "no PNG or JPEG .* Settings → Camera") for kind in FOREIGN),
        (file_of(Image.new("L", (64, 64), 0)), "one even colour"),
        (file_of(Image.new("RGBA", (64, 64), (9, 9, 9, 0))), "one even colour"),
        (file_of(Image.new("L", (1, 1), 77)), "one even colour"),
    ],
)
def test_what_cannot_be_read_gets_its_sentence(content, message, recwarn):
    with pytest.raises(ValueError, match=message):
        read_picture(content, "mine")
    assert not recwarn.list


def test_a_file_of_which_there_is_only_the_size_is_refused_for_it():
    with pytest.raises(ValueError, match="mine has more than 20 MB"):
        read_picture(b"", "mine", size=20 * 2**20 + 1)
    with pytest.raises(ValueError, match="mine is empty"):
        read_picture(b"", "mine", size=0)


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_a_file_with_wrong_bytes_is_read_or_gets_its_sentence(kind):
    exif = Image.Exif()
    exif[0x0112] = 6
    good = np.frombuffer(file_of(a_digit(side=60), kind, exif=exif), np.uint8)
    for seed in range(300):
        rng, bad = np.random.default_rng(seed), good.copy()
        places = rng.integers(0, len(bad) if seed % 2 else 120, rng.integers(1, 6))
        bad[places] = rng.integers(0, 256, len(places))
        try:
            read_picture(bad.tobytes(), "mine")
        except ValueError as error:
            assert str(error).startswith("mine ")


def test_a_giant_is_refused_without_its_pixels(monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("it was unpacked"))
    for side in (30_000, 5_000):
        with pytest.raises(ValueError, match="million pixels"):
            read_picture(header(side), "giant.png")


def large(kind, wide, high, **options):
    return file_of(a_digit(side=280).resize((wide, high)).convert("RGB"), kind, **options)


def test_a_telephones_photograph_is_unpacked_small():
    content = large("jpeg", 8_000, 6_000, quality=60)
    picture, _, sides = unpacked(content, "mine", len(content), 960)
    assert sides == (8_000, 6_000) and min(picture.size) < 2 * 960
    assert read_picture(content, "mine").told.startswith("mine: 8000×6000 pixels, dark on light.")


@pytest.mark.parametrize(
    ("content", "most"),
    [
        (large("jpeg", 8_000, 6_300, quality=20), 50),
        (large("jpeg", 4_100, 4_000, quality=20, progressive=True), 16),  # kept whole meanwhile
        (large("png", 4_100, 4_000), 16),
    ],
)
def test_what_would_take_too_much_memory_is_refused_by_its_header(content, most, monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("it was unpacked"))
    with pytest.raises(ValueError, match=f"mine has more than {most} million pixels"):
        read_picture(content, "mine")


# ---- Photographs of paper --------------------------------------------------------------------

ROWS = np.random.default_rng(7).permutation(10_000)[:12]


def of_a_kind(kind, pages=10):
    """The first photographs of a kind, as the benchmark draws them, and the digits on them."""
    n, seed = KINDS[kind].digits, list(KINDS).index(kind)
    for page in range(pages if n == 1 else 2):
        rows = ROWS[n * page : n * page + n]
        yield photograph(IMAGES[rows], kind, [seed, page]), LABELS[rows].tolist()


def answers(picture):
    """What the tidy network reads on each digit of a picture."""
    network = load_network("ten-digits")
    inks = [picture.ink(n) for n in range(len(picture.digits))]
    return [int(network.forward(as_mnist(ink)).answer) for ink in inks]


@pytest.mark.parametrize("kind", KINDS)
def test_digits_are_found_on_every_kind_of_paper(kind):
    pages = [(answers(read_picture(page, "mine")), true) for page, true in of_a_kind(kind)]
    found = sum(len(read) == len(true) for read, true in pages)
    assert found >= len(pages) - 1
    right = sum(r == t for read, true in pages for r, t in zip(read, true, strict=False))
    assert right >= sum(len(true) for _, true in pages) - 2


def test_what_was_ink_and_what_was_paper_is_shown():
    [(page, _)] = of_a_kind("dark table around", 1)
    picture = read_picture(page, "mine")
    assert picture.told.endswith("What is red was taken for ink, what is blue for no paper.")
    shown = picture.shown()
    seen = np.asarray(Image.open(BytesIO(base64.b64decode(shown["image"]))), dtype=int)
    high, wide, _ = seen.shape
    [(left, top, across, down)] = shown["boxes"]
    red = (seen[..., 0] > 180) & (seen[..., 1] < 90)
    blue = seen[..., 2] > seen[..., 0] + 40
    assert blue[:20].all() and not blue[high // 2, wide // 2]
    rows, columns = (np.flatnonzero(red.any(axis=axis)) for axis in (1, 0))
    box = [columns[0] / wide, rows[0] / high, np.ptp(columns) / wide, np.ptp(rows) / high]
    np.testing.assert_allclose(box, [left, top, across, down], atol=0.02)


def test_the_threshold_decides_what_is_ink():
    [(page, true)] = of_a_kind("pencil", 1)
    picture = read_picture(page, "mine")
    assert answers(picture) == true
    ink = picture._ink.sum()
    picture.look(0.9)
    assert picture.digits == [] and "No digit: move the threshold" in picture.told
    picture.look(picture.page.threshold)
    assert picture._ink.sum() == ink and answers(picture) == true


def test_lines_go_and_a_stroke_on_them_stays():
    grey = np.full((400, 400), 0.9, np.float32)
    grey[20::40] = grey[:, 20::40] = 0.55
    grey[140:142, 100:300] = 0.1  # a stroke along a line
    grey[100:300, 197:204] = 0.1
    digits, ink = Page(grey).digits()
    assert len(digits) == 1 and ink[100:300, 199:202].all() and ink[141, 100:300].all()
    assert not ink[:90].any() and not ink[:, :90].any() and not ink[310:].any()


@pytest.mark.parametrize("shape", [(1, 1), (2, 90), (12, 960), (960, 12), (5, 5)])
def test_a_picture_of_any_shape_is_read_or_gets_its_sentence(shape):
    values = np.full(shape, 240, np.uint8)
    values[shape[0] // 2, shape[1] // 3 :] = np.random.default_rng(0).integers(0, 255)
    for kind in ("png", "jpeg"):
        try:
            assert read(Image.fromarray(values), kind)[0].shape == (280, 280)
        except ValueError as error:
            assert "one even colour" in str(error)


def test_digits_come_in_reading_order():
    picture = Image.new("L", (600, 400), 255)
    places = [(60, 60), (250, 40), (450, 75), (80, 260), (300, 240)]
    for left, top in places:
        ImageDraw.Draw(picture).rectangle((left, top, left + 12, top + 90), fill=0)
    found = read_picture(file_of(picture), "mine")
    assert [(digit.left, digit.top) for digit in found.digits] == places
    assert not found.is_drawing and "5 digits" in found.told


def test_a_fine_pens_strokes_become_as_thick_as_mnists():
    page = np.full((300, 300), 1, np.float32)
    page[50:250, 149:152] = 0.2
    [digit] = Page(page).digits()[0]
    assert digit.ink.shape == (200, 3)
    assert 20 <= (digit.as_thick[100] > 0.5).sum() <= 30
    page[50:250, 120:180] = 0.2
    [digit] = Page(page).digits()[0]
    assert digit.as_thick is digit.ink
