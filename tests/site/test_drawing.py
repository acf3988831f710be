"""The page of the pad computes what helpers/ does: ink, forms, forward passes, sums, words."""

import base64
import gzip
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from helpers.digits import as_pixels, load_digits
from helpers.drawings import as_drawn, as_mnist, half_size
from helpers.explore import Draw
from helpers.explore.top_contributors import Sum
from helpers.network import ACTIVATIONS
from helpers.pad.raster import Paper, as_text, stroke
from helpers.plots.style import BLUE_TAKES, DARK, RED_ADDS
from helpers.storage import load_network, stored_networks
from helpers.words import many
from tests.own_networks import NETWORKS, made
from tools.site.drawing import drawing
from tools.site.weights import write_network

HERE = Path(__file__).parent
STATIC, HELPERS = (HERE.parents[1] / folder for folder in ("tools/site/static", "helpers"))
PIXELS = as_pixels(load_digits("test")[0][:12])
THREE = [(9, 7), (13, 5), (18, 6), (19, 9), (16, 12), (12, 13), (16, 14), (20, 17), (18, 21)]
PUT = [as_text(load_digits("test")[0][18].reshape(28, 28))]
PUT.append(as_text(np.round(255 * np.random.default_rng(1).random((280, 280))).astype(np.uint8)))
DRAWINGS = {
    "nothing": [],
    "a three": [stroke(THREE)],
    "a dot": [stroke([(20.3, 6.1)], width=5)],
    "a hair": [stroke([(1, 1), (27, 26.5)], width=1)],
    "a lid at the edge": [stroke([(-1, 0), (29, 0.4)], width=3.2), stroke([(14, 0), (13, 9)])],
    "erased": [stroke(THREE, 4.4), stroke([(4, 12.3), (24, 14)], 1.8, tool="eraser")],
    "pixels": [stroke([(3.5, 4.5), (9.2, 17.7), (9.2, 40)], tool="pixel"), stroke([(5, 5)])],
    "pixels beyond": [stroke([(24, 3.5), (31, 5)], tool="pixel")],
    "one pixel": [stroke([(12.5, 3.5)], tool="pixel")],
    "put down": [stroke(THREE), {"tool": "image", "number": 0}, stroke([(3, 3), (8, 3)])],
    "noise": [{"tool": "image", "number": 1}, stroke([(14, 14), (20, 20)], 5, tool="eraser")],
    "cleared": [stroke(THREE), {"tool": "clear"}, stroke([(14, 9.6), (14.4, 17)])],
}
TRAINED = {name: lambda name=name: load_network(name) for name in stored_networks()}
ARRAYS = ("weights", "biases")
SMALL = made((784, 5, 3))  # its scores need more than two decimals
SMALL = replace(SMALL, **{key: [0.001 * a for a in getattr(SMALL, key)] for key in ARRAYS})
ALL = TRAINED | NETWORKS | {"small scores": lambda: SMALL}


def node(**asked):
    """What read.js makes of what is asked."""
    command = ["node", HERE / "read.js"]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def packed(floats):
    return base64.b64encode(np.asarray(floats, "<f4").tobytes()).decode()


@pytest.fixture(scope="module")
def drawn():
    asked = [{"strokes": strokes, "put": PUT} for strokes in DRAWINGS.values()]
    return dict(zip(DRAWINGS, node(drawings=asked)["forms"], strict=True))


@pytest.mark.parametrize("name", DRAWINGS)
def test_strokes_become_the_same_ink_in_the_same_forms(drawn, name):
    ink = Paper().follow(DRAWINGS[name], PUT)
    assert ink.any() == (name != "nothing")
    np.testing.assert_allclose(drawn[name]["ink"], ink.ravel(), atol=1e-6)
    np.testing.assert_allclose(drawn[name]["mnist"], as_mnist(ink), atol=1e-6)
    np.testing.assert_allclose(drawn[name]["drawn"], as_drawn(ink), atol=1e-6)


def shapes():
    """Ink of all shapes: digits, halves, and blocks of noise whose sides are round and odd."""
    rng = np.random.default_rng(0)
    yield from (x.reshape(28, 28) for x in PIXELS)
    yield from (half_size(x, 3, 9).reshape(28, 28) for x in PIXELS)
    for high, wide in [(80, 40), (31, 200), (7, 5), (1, 1), (300, 300), (19, 20), (8, 5), (40, 1)]:
        page = np.zeros((310, 410))
        page[5 : 5 + high, 100 : 100 + wide] = rng.random((high, wide)) ** 3
        yield page


def test_ink_of_any_size_is_scaled_as_pillow_scales_it():
    """Halves of pixels go to even numbers: 8 by 5 becomes 20 by 12, 40 by 1 one column."""
    asked = [{"ink": packed(ink), "high": len(ink)} for ink in shapes()]
    for found, ink in zip(node(pictures=asked)["scaled"], shapes(), strict=True):
        np.testing.assert_allclose(found, as_mnist(ink), atol=1e-6)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    folder = tmp_path_factory.mktemp("networks")
    for n, make in enumerate(ALL.values()):
        write_network(make(), folder / str(n))
    paths = [str(folder / str(n)) for n in range(len(ALL))]
    asked = [packed(x) for x in [np.zeros(784), *PIXELS]]
    return dict(zip(ALL, node(networks=paths, images=asked)["read"], strict=True))


@pytest.mark.parametrize("name", ALL)
def test_a_forward_pass_is_the_same(read, name):
    network = ALL[name]()
    for x, found in zip([np.zeros(784, np.float32), *PIXELS], read[name], strict=True):
        run = network.run(x)
        for h, here in zip(run.h, found["h"], strict=True):
            np.testing.assert_allclose(here, h, rtol=1e-5, atol=1e-5)
        np.testing.assert_allclose(found["scores"], run.scores, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("name", ALL)
def test_contributions_add_up_and_are_told_as_in_the_notebook(read, name):
    network, hidden = ALL[name](), len(ALL[name]().sizes) > 2
    for x, found in zip([np.zeros(784), *PIXELS], read[name], strict=True):
        scores, outputs = np.array(found["scores"]), np.array(found["h"][-1])
        h = np.array(found["h"][-2]) if hidden else x
        about, values = scores.argmax(), [unit["value"] for unit in found["all"]["units"]]
        added = np.empty(len(values))
        added[[unit["unit"] for unit in found["all"]["units"]]] = values
        np.testing.assert_allclose(added, network.weights[-1][about] * h, rtol=1e-5, atol=1e-7)
        assert values == sorted(values, reverse=True)
        np.testing.assert_allclose(sum(values) + found["all"]["bias"], scores[about], rtol=1e-9)
        # The words are compared on the page's own numbers, which are more exact than float32.
        k = min(4, len(h)) if hidden else 0
        units = np.array([unit["unit"] for unit in found["all"]["units"][:k]], dtype=int)
        parts = Sum(h, added, units, found["all"]["bias"])
        bars = found["sum"]["bars"]
        assert [bar["written"] for bar in bars[:-1]] == parts.written
        np.testing.assert_allclose([bar["end"] for bar in bars[:-1]], np.cumsum(parts.parts))
        named = f"the top {many(k, 'unit')}".replace("top 1", "top") if hidden else "the ink"
        best, second = np.argsort(-scores, kind="stable")[:2]
        empty = "" if x.any() else "The pad is empty. "
        assert found["words"] == (
            f"{empty}The answer is {network.names[best]} (output {outputs[best]:.2f}), then "
            f"{network.names[second]} ({outputs[second]:.2f}). To the score of "
            f"{network.names[best]}, {parts.in_words(named)}."
        )


def test_a_page_begins_as_the_explorer_is(tmp_path):
    draw = Draw(load_network("ten-digits"))
    draw.pad.image = half_size(PIXELS[0], top=1, left=13)
    draw.pad.strokes = [*draw.pad.strokes, stroke(THREE)]
    draw.form.value = "as drawn"
    told = json.loads(json.dumps(drawing(draw, tmp_path)))
    assert told["form"] == "as drawn"
    (file,) = tmp_path.iterdir()
    assert file.name == told["weights"]
    found = node(
        drawings=[{"strokes": told["strokes"], "put": told["images"]}],
        networks=[str(file)],
        images=[packed(draw.pixels)],
    )
    np.testing.assert_allclose(found["forms"][0]["drawn"], draw.pixels, atol=1e-6)
    ((read_there,),) = found["read"]
    assert draw.live.words.startswith(read_there["words"].removesuffix("."))


def test_a_file_is_the_same_each_time_and_small(tmp_path):
    network = load_network("ten-digits")
    for name in ("one", "two"):
        write_network(network, tmp_path / name)
    one, two = ((tmp_path / name).read_bytes() for name in ("one", "two"))
    assert one == two and len(one) < 4 * 79_510
    head, _, numbers = gzip.decompress(one).partition(b"\n")
    assert json.loads(head)["sizes"] == [784, 100, 10] and len(numbers) == 4 * 79_510


def test_the_page_knows_every_activation_function():
    networks = [make() for make in ALL.values()]
    used = {name for network in networks for name in network.activations}
    assert used == set(ACTIVATIONS)  # so the tests above have run all of them


def test_the_colours_are_those_of_the_notebooks():
    style = (STATIC / "drawing.css").read_text(encoding="utf-8")
    for name, colour in (("for", RED_ADDS), ("against", BLUE_TAKES), ("dark", DARK)):
        assert f"--{name}: {colour};" in style


def test_every_module_finds_those_that_it_imports(tmp_path):
    shutil.copytree(STATIC, tmp_path, dirs_exist_ok=True)
    for folder in ("pad", "javascript"):
        shutil.copytree(HELPERS / folder, tmp_path / folder)
    # Loads all modules of the page, and mounts nothing.
    script = "import('./drawing.js').then(({ mount }) => console.log(typeof mount))"
    command = ["node", "--eval", script]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == "function\n", done.stderr
