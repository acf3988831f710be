"""What the site is made of: baked frames, pages, and the files that pages ask for."""

import json
import re
import zlib
from urllib.parse import unquote

import nbformat
import numpy as np
import pytest
from bs4 import BeautifulSoup

from helpers.digits import load_digits
from helpers.explore import EditNetwork, OneUnit, WholeNetwork
from helpers.live.recording import Recording
from helpers.storage import load_network
from tests.form.anatomy import cells_of, stored, tags
from tests.live.example import Inflating
from tools.site import baking
from tools.site.__main__ import elsewhere, write_for_colab
from tools.site.baking import bake
from tools.site.pages import NEEDS_PYTHON, address_of, claims_page, page_of, write_static

NET, IMAGES, LABELS = load_network("ten-digits"), *load_digits("test")
NOTEBOOKS = {name.removesuffix(".ipynb"): notebook for name, notebook in stored().items()}
EXPLORERS = [
    pytest.param(cell, id=f"{name[:3]} {cell.id}")
    for name, notebook in stored().items()
    for _, cell in cells_of(notebook, "code")
    if "explorer" in tags(cell)
]
# What a page cannot have without Python, and why.
STAY_PICTURES = {
    "8015a68b": "it trains",
    "c35": "each move changes the network further",
}
each_page = pytest.mark.parametrize("name", NOTEBOOKS)


def read(folder, file):
    """A file of frames as a page reads it: for each frame what it tells, and its blobs."""
    content = (folder / file["name"]).read_bytes()
    assert zlib.crc32(content) == file["crc32"]
    end = 4 + int.from_bytes(content[:4], "little")
    head = json.loads(zlib.decompress(content[4:end]))
    stream, frames = Inflating(), []
    for number, frame in enumerate(head["frames"]):
        part, end = content[end : end + frame["bytes"]], end + frame["bytes"]
        told, blobs = stream.read({"kind": "frame", "number": number, **frame}, [part])
        frames.append(told | {"controls": head["told"][frame["controls"]], "blobs": blobs})
    assert end == len(content)
    return frames


def words(text):
    return {*re.findall(r"[^\W\d_]{3,}", re.sub(r"\]\(.+?\)", " ", text))}


def one(**more):
    return OneUnit(NET, IMAGES[:40], LABELS[:40], unit=17, image=3, **more)


def pictures(frames):
    """Each frame's blobs in the order of painting; most came with a frame before it."""
    known = []
    for frame in frames:
        ends = np.cumsum([length for _, length in frame["fresh"]])
        parts = np.split(np.frombuffer(frame["blobs"], np.uint8), ends)
        known += [part.tobytes() for part in parts[:-1]]
        yield [known[place] for place in frame["places"]]


@pytest.mark.parametrize("shape", baking.SHAPES)
def test_every_state_of_the_grid_has_the_frame_that_the_kernel_draws_for_it(
    tmp_path, monkeypatch, shape
):
    monkeypatch.setattr(baking, "SHAPES", {shape: baking.SHAPES[shape]})
    explorer = one()
    told = bake(explorer, [{"unit": "16-18", "view": "all"}, {"image": [0, 5]}], tmp_path, "a")
    frames = read(tmp_path, told["files"][shape])
    wanted = {(0, 3, unit, view) for unit in (16, 17, 18) for view in range(3)}
    assert {tuple(f["state"]) for f in frames} == wanted | {(0, 0, 17, 0), (0, 5, 17, 0)}
    assert frames[0]["state"] == [0, 3, 17, 0]
    # The figure is as baking left it: a layout found anew may differ in the last digit.
    for frame, picture in zip(frames, pictures(frames), strict=True):
        _, explorer.image.value, explorer.unit.value, explorer.view.index = frame["state"]
        anew = Recording(explorer.live.figure)
        names = anew.frame()
        assert picture == [anew.blobs[name] for name in names]
        assert frame["words"] == explorer.text
        assert frame["size"] == [2 * side for side in told["files"][shape]["size"]]


def test_controls_are_told_as_each_state_leaves_them(tmp_path):
    explorer = OneUnit(NET, IMAGES[:40], LABELS[:40], image=3)
    told = bake(explorer, [{"digit": "all", "image": "0-9"}], tmp_path, "a")
    assert told["controls"]["digit"]["kind"] == "list"
    assert told["controls"]["digit"]["labels"][:3] == ["any", "0", "1"]
    assert (
        told["controls"]["image"] | {"min": 0, "max": 39, "value": 3, "shown": True}
        == (told["controls"]["image"])
    )
    frames = read(tmp_path, told["files"]["wide"])
    for place, label in enumerate(told["controls"]["digit"]["labels"]):
        there = [f for f in frames if f["state"][0] == place]
        count = 40 if label == "any" else np.count_nonzero(LABELS[:40] == int(label))
        assert len(there) == min(count, 10)
        assert {f["controls"]["image"]["max"] for f in there} == {count - 1}


def test_files_are_named_after_what_they_hold(tmp_path):
    first = bake(one(), [], tmp_path, "a")["files"]["wide"]
    assert bake(one(), [], tmp_path, "a")["files"]["wide"] == first
    assert bake(one(), [{"unit": [3]}], tmp_path, "a")["files"]["wide"]["name"] != first["name"]


def test_a_button_that_steps_is_told(tmp_path):
    whole = WholeNetwork(NET, IMAGES[:5], LABELS[:5])
    assert bake(whole, [{"step": "all"}], tmp_path, "a")["next"] == ["next step"]


def test_what_cannot_be_baked_says_why(tmp_path):
    with pytest.raises(ValueError, match=r"no control 'units': choose of .*'unit'"):
        bake(one(), [{"units": "all"}], tmp_path, "a")
    edit = EditNetwork(NET, IMAGES[:100], LABELS[:100], unit=15)
    edit.scale.value = 0.0
    with pytest.raises(ValueError, match="depends on more than the controls"):
        bake(edit, [{"unit": "14-16"}], tmp_path, "a")


@pytest.mark.parametrize("cell", EXPLORERS)
def test_every_explorer_is_baked_or_there_is_a_reason(cell):
    assert ("baked" in cell.metadata) != (cell.id in STAY_PICTURES)


def test_no_reason_outlives_its_explorer():
    assert {*STAY_PICTURES} <= {param.values[0].id for param in EXPLORERS}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder with pages of all notebooks, of which no explorer is baked."""
    folder = tmp_path_factory.mktemp("site")
    static = write_static(folder)
    for name in NOTEBOOKS:
        page = page_of(name, NOTEBOOKS, {}, folder, static, elsewhere("https://github.com/a/b"))
        (folder / address_of(name)).write_text(page, encoding="utf-8")
    (folder / "claims.html").write_text(claims_page(NOTEBOOKS, static), encoding="utf-8")
    return folder


@pytest.fixture
def page(site, name):
    return BeautifulSoup((site / address_of(name)).read_text(encoding="utf-8"), "html.parser")


@each_page
def test_a_page_asks_only_for_files_of_the_site(site, page, name):
    asked = [tag.get("src") for tag in page.select("[src]")]
    asked += [tag["href"] for tag in page.select("link[href]") if tag["href"] != "data:,"]
    assert len(asked) > 3
    assert [address for address in asked if not (site / address).is_file()] == []
    assert "default-src 'self'" in page.select_one("meta[http-equiv]")["content"]


@each_page
def test_links_lead_to_pages_and_places_that_are_there(site, page, name):
    for link in page.select("a[href]"):
        address, _, place = link["href"].partition("#")
        if link["href"].startswith(("http", "lite/")):
            continue
        assert not address or (site / address).is_file(), link
        if not address and link["href"] != "#content":
            assert page.find(id=unquote(place)), link


@each_page
def test_a_page_leads_to_its_notebook_with_a_kernel(page, name):
    links = {link.get_text(): link["href"] for link in page.select(".runs a")}
    assert {*links} == {"Run it in the browser", "JupyterLab in the browser", "Colab", "Binder"}
    assert all(f"{name}.ipynb" in address for address in links.values())
    for heading in page.select("main h2:not(details h2)"):
        assert heading.a["href"].startswith(f"lite/notebooks/index.html?path={name}.ipynb#")


@each_page
def test_a_page_reads_without_scripts(page, name):
    cells = {cell.id: cell for _, cell in cells_of(NOTEBOOKS[name], "code")}
    for place in page.select(".stored"):
        cell = cells[place.find_parent(class_="code")["data-cell"]]
        told = [output.get("metadata", {}).get("image/png") for output in cell.outputs]
        [alt] = [one["alt"] for one in told if one]
        assert place.img["alt"] == alt and place.figcaption.get_text() == alt
        assert NEEDS_PYTHON in place.get_text()
    pictures = page.select("main img")
    assert all(int(picture["width"]) > 100 and picture["alt"] for picture in pictures)
    assert all(picture["loading"] == "lazy" for picture in pictures[1:])


@each_page
def test_every_question_is_marked_with_its_options(page, name):
    asked = page.select("[data-asked]")
    quizzes = [
        c for _, c in cells_of(NOTEBOOKS[name], "code") if "ask(" in c.source.split("\n")[-1]
    ]
    assert len(asked) == len(quizzes)
    for place in asked:
        shown = words(place.get_text())
        for question in json.loads(place["data-asked"]):
            assert words(question["question"]) <= shown
            assert all(words(option["text"]) <= shown for option in question["options"])


def test_claims_lead_to_their_sections(site):
    page = BeautifulSoup((site / "claims.html").read_text(encoding="utf-8"), "html.parser")
    links = [link["href"] for link in page.select("td a")]
    assert len(links) > 30 and all((site / address).is_file() for address in links)


def test_modules_import_only_what_is_beside_them(site):
    [static] = site.glob("static-*")
    found = []
    for path in static.rglob("*.js"):
        for address in re.findall(r'(?:from|import\() ?"(.+?)"', path.read_text(encoding="utf-8")):
            assert (path.parent / address).is_file(), (path.name, address)
            found.append(address)
    for path in static.rglob("*.css"):
        for address in re.findall(r'@import "(.+?)"', path.read_text(encoding="utf-8")):
            assert (path.parent / address).is_file(), (path.name, address)
            found.append(address)
    assert len(found) > 20


def test_the_static_folder_is_named_after_what_it_holds(tmp_path, monkeypatch):
    first = write_static(tmp_path)
    assert write_static(tmp_path) == first
    monkeypatch.setattr("tools.site.pages._code_colours", lambda: "pre { color: red }")
    assert write_static(tmp_path) != first


def test_copies_for_colab_install_the_series_first(tmp_path):
    write_for_colab(NOTEBOOKS, "https://github.com/a/b", tmp_path / "colab")
    for name, notebook in NOTEBOOKS.items():
        copy = nbformat.read(tmp_path / "colab" / f"{name}.ipynb", as_version=4)
        assert copy.cells[1].source == "%pip install --quiet git+https://github.com/a/b"
        assert [cell.id for cell in copy.cells if cell.id != copy.cells[1].id] == [
            cell.id for cell in notebook.cells
        ]
