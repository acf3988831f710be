"""A hand-out opened from a file asks for that file only, and its PDF has pages and text."""

import re
import zlib

import pytest

from tools import handout

NUMBER = "07"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("handout")
    assert handout.main([NUMBER], out=out) == 0
    return out


def test_the_html_asks_for_itself_only(folder, chromium):
    [path] = folder.glob("*.html")
    page, asked, said = chromium.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    page.wait_for_timeout(500)
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    assert said == []
    images = page.locator("img").evaluate_all("all => all.map(i => i.naturalWidth)")
    assert images and all(images)
    answers = page.locator("details").evaluate_all("all => all.map(d => d.open)")
    assert answers and not any(answers)
    page.close()


def test_the_pdf_has_pages_and_text(folder):
    [path] = folder.glob("*.pdf")
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert 8 <= len(re.findall(rb"/Type\s*/Page\b", content)) <= 25
    assert b"(7. Rank the hidden neurons)" in content
    assert str(folder).encode() not in content  # no machine's path
    streams = re.findall(rb"/FlateDecode[^>]*>>\s*stream\r?\n(.*?)endstream", content, re.S)
    pages = [s for s in map(unpacked, streams) if re.search(rb"\bBT\b", s)]
    assert len(pages) >= 8 and b"/ToUnicode" in content


def unpacked(stream):
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""
