"""Pictures from files, MNIST's form, and saving: against slow ways, and with every bad input."""

import zlib
from io import BytesIO
from struct import pack

import numpy as np
import pytest
from PIL import Image, ImageDraw

from helpers.digits import as_pixels, load_digits
from helpers.drawings import (
    as_drawn,
    as_mnist,
    free_name,
    half_size,
    read_picture,
    save_drawing,
)

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


# ---- MNIST's form ----------------------------------------------------------------------------


def test_images_of_mnist_are_left_as_they_are():
    again = np.array([as_mnist(image.reshape(28, 28)) for image in PIXELS])
    assert np.mean(np.all(again == PIXELS, axis=1)) > 0.99
    fine = np.array([as_mnist(np.kron(x.reshape(28, 28), np.ones((5, 5)))) for x in PIXELS[:50]])
    np.testing.assert_allclose(fine, again[:50], atol=1e-6)


@pytest.mark.parametrize("shape", [(80, 40), (31, 200), (7, 5), (1, 1), (300, 300)])
def test_a_block_of_ink_is_scaled_and_centred(shape):
    page = np.zeros((400, 400))
    page[20 : 20 + shape[0], 55 : 55 + shape[1]] = 1
    digit = as_mnist(page).reshape(28, 28)
    rows, columns = (np.flatnonzero(digit.any(axis=axis)) for axis in (1, 0))
    assert max(len(rows), len(columns)) == 20
    high, wide = (max(1, round(20 * side / max(shape))) for side in shape)
    assert (len(rows), len(columns)) == (high, wide)
    mass = digit.sum()
    for axis in (0, 1):
        centre = digit.sum(axis=1 - axis) @ np.arange(28) / mass
        assert abs(centre - 14) <= 0.5 + 1e-6
    np.testing.assert_allclose(digit[digit > 0], 1)


def test_scaling_is_the_mean_of_areas():
    rng = np.random.default_rng(0)
    page = rng.random((60, 39))
    page[0, 0] = page[-1, -1] = 1  # so that the box is all of it
    digit = as_mnist(page).reshape(28, 28)
    rows, columns = (np.flatnonzero(digit.any(axis=axis)) for axis in (1, 0))
    cut = digit[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    slow = [[page[r : r + 3, c : c + 3].mean() for c in range(0, 39, 3)] for r in range(0, 60, 3)]
    np.testing.assert_allclose(cut, slow, atol=1e-5)


def test_lopsided_ink_stays_on_the_page():
    page = np.zeros((200, 200))
    page[0:190, 0:1] = 1  # a hair
    page[180:199, 0:60] = 1  # and a foot
    digit = as_mnist(page).reshape(28, 28)
    assert not as_mnist(0 * page).any()
    assert digit[-1].sum() < digit.sum() and 15 < len(np.flatnonzero(digit.any(axis=1))) <= 20


def test_as_drawn_is_the_mean_of_each_place():
    page = np.random.default_rng(1).random((84, 84))
    slow = [page[3 * r : 3 * r + 3, 3 * c : 3 * c + 3].mean() for r in range(28) for c in range(28)]
    before = page.copy()
    np.testing.assert_allclose(as_drawn(page), slow, atol=1e-6)
    as_mnist(page)
    np.testing.assert_array_equal(page, before)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: as_mnist(np.zeros(784)), "a row of 784 reshaped"),
        (lambda: as_drawn(np.zeros((28, 28), np.uint8)), "pass bytes divided by 255"),
        (lambda: as_drawn(np.full((28, 28), 1.5)), "must hold numbers from 0, paper, to 1"),
        (lambda: as_drawn(np.zeros((30, 30))), "28 n fine pixels"),
        (lambda: half_size(PIXELS[3], 15, 0), "top=15: expected a whole number from 0 to 14"),
    ],
)
def test_what_is_no_ink_or_image_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_half_size():
    page = half_size(PIXELS[3], top=5, left=14)
    slow = PIXELS[3].reshape(28, 28)
    for r in range(14):
        for c in range(14):
            block = slow[2 * r : 2 * r + 2, 2 * c : 2 * c + 2]
            assert page[5 + r, 14 + c] == pytest.approx(block.mean(), abs=1e-6)
    assert page.sum() == pytest.approx(PIXELS[3].sum() / 4, rel=1e-5)


# ---- Reading ---------------------------------------------------------------------------------


def read(picture, kind="png", **options):
    return read_picture(file_of(picture, kind, **options), "mine")


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
    ink, _ = read(turned, "jpeg", exif=exif, quality=95)
    assert np.abs(as_mnist(ink) - PIXELS[18]).mean() < 0.03


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
        (bytes(6 * 2**20 + 1), "mine has more than 6 MB, .* Crop it, take a screenshot of it"),
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
    with pytest.raises(ValueError, match="mine has more than 6 MB"):
        read_picture(b"", "mine", size=6 * 2**20 + 1)
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


# ---- Saving ----------------------------------------------------------------------------------


def test_what_is_saved_is_read_again(tmp_path):
    ink = np.kron(PIXELS[18].reshape(28, 28), np.ones((10, 10), np.float32))
    path = save_drawing(free_name(tmp_path), ink)
    assert path.name == "drawing-1.png" and free_name(tmp_path).name == "drawing-2.png"
    again, told = read_picture(path.read_bytes(), path.name)
    assert "dark on light" in told
    np.testing.assert_allclose(as_mnist(again), PIXELS[18], atol=0.005)


def test_nothing_is_overwritten(tmp_path):
    path, blank = tmp_path / "mine.png", np.zeros((28, 28))
    save_drawing(path, blank)
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        save_drawing(path, blank + 1)
    assert path.read_bytes() == before


def test_a_drawing_is_saved_as_png_only(tmp_path):
    with pytest.raises(ValueError, match=r"does not end in \.png"):
        save_drawing(tmp_path / "mine.jpg", np.zeros((28, 28)))
    assert not list(tmp_path.iterdir())
