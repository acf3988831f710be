"""A hand-out holds all of its notebook, and asks for nothing that is not in it."""

import base64
import functools
import re

import nbformat
import pytest
from bs4 import BeautifulSoup
from form.anatomy import cells_of, stored, tags

from tools import handout

each_notebook = pytest.mark.parametrize("name", stored())


@functools.cache
def page_of(name):
    return handout.html_of(stored()[name])


def soup(text):
    return BeautifulSoup(text, "html.parser")


def squeezed(text):
    return re.sub(r"\s+", "", text)


def words(text):
    return set(re.findall(r"[^\W\d_]{3,}", text))


def prose(name):
    """Return the sources of the Markdown cells, without what no reader sees."""
    cells = [cell for _, cell in cells_of(stored()[name], "markdown")]
    shown = [cell.source for cell in cells if "navigation" not in tags(cell)]
    hidden = rf"\]\([^)]*\)|</?(?:details|summary)>|^```\w*$|^## {handout.RESULTS}$"
    return [re.sub(hidden, " ", source, flags=re.M).replace("*", "") for source in shown]


def markdown(cell):
    """Return a cell's Markdown: its source, or what a question is without its buttons."""
    if cell.cell_type == "markdown":
        return cell.source
    return " ".join(output.get("data", {}).get("text/markdown", "") for output in cell.outputs)


@each_notebook
def test_all_prose_is_there(name):
    sections = [section.get_text() for section in soup(page_of(name)).select("main section")]
    assert len(sections) == len(prose(name))
    for source, section in zip(prose(name), sections, strict=True):
        assert words(source) <= words(section), words(source) - words(section)


@each_notebook
def test_all_code_prints_and_pictures_are_there(name):
    page = soup(page_of(name))
    text = squeezed(page.get_text())
    pictures = [
        (base64.b64decode(i["src"].partition("base64,")[2]), i["alt"]) for i in page.select("img")
    ]
    expected, moving = [], 0
    for _, cell in cells_of(stored()[name], "code"):
        shown = not cell.metadata.get("jupyter", {}).get("source_hidden")
        assert (squeezed(cell.source) in text) == shown
        for output in cell.outputs:
            assert squeezed(output.get("text", "")) in text
            if "image/png" in output.get("data", {}):
                about = output.metadata["image/png"]
                expected.append((base64.b64decode(output.data["image/png"]), about["alt"]))
                moving += about.get("sliders", False)
    assert pictures == expected
    assert len(page.select("figcaption")) == moving


@each_notebook
def test_nothing_is_fetched(name):
    page = soup(page_of(name))
    assert not page.select("script, link, iframe, object, embed, audio, video, source")
    assert all(tag["src"].startswith("data:") for tag in page.select("[src]"))
    assert not page.select("[srcset], [background], [poster]")
    styles = " ".join(tag.get_text() for tag in page.select("style"))
    assert "url(" not in styles and "@import" not in styles
    # Mathematics would need a typesetter; the series writes formulas as code.
    assert not any(re.search(r"\$[^$\n]+\$", source) for source in prose(name))


@each_notebook
def test_links_to_sources_are_kept_and_those_to_notebooks_lead_to_hand_outs(name):
    links = [link["href"] for link in soup(page_of(name)).select("a[href]")]
    sources = " ".join(map(markdown, stored()[name].cells))
    outward = re.findall(r"\]\((https?:[^)]*)\)", sources)
    assert [link for link in links if link.startswith("http")] == outward
    inward = {link for link in links if not link.startswith("http")}
    assert inward <= {other.replace(".ipynb", ".html") for other in stored()}


@each_notebook
def test_on_paper_answers_come_last_and_dead_links_are_gone(name):
    folded = soup(page_of(name)).select("details")
    paper = soup(handout.for_paper(page_of(name)))
    assert not paper.select("details, summary")
    assert all(link["href"].startswith("http") for link in paper.select("a[href]"))
    assert bool(folded) == bool(paper.select(".answers"))
    if folded:
        last = paper.main.find_all(recursive=False)[-1]
        assert last["class"] == ["answers"] and len(last.select("h4")) == len(folded)
        for number, (answer, heading) in enumerate(zip(folded, last.select("h4"), strict=True), 1):
            summary = answer.summary.get_text()
            assert heading.get_text() == f"{number}. {summary}"
            assert f"{summary}: number {number} on the last pages" in paper.get_text()
            assert squeezed(answer.get_text().replace(summary, "", 1)) in squeezed(last.get_text())
        last.extract()
        body = squeezed(paper.get_text())
        solutions = [answer.pre.get_text() for answer in folded if answer.pre]
        assert not any(squeezed(code) in body for code in solutions)


@each_notebook
def test_on_paper_no_vote_is_answered_before_the_last_pages(name):
    paper = soup(handout.for_paper(page_of(name)))
    for answers in paper.select(".answers"):
        answers.extract()
    assert not paper.select(".answer .printed, .answer img")
    assert not (paper.select(".vote") and paper.find("h2", string=handout.RESULTS))
    for section in paper.select("section:not(.vote, .predict)"):
        assert not re.search(r"\([a-d]\)", section.get_text()), section.get_text()


def test_the_title_may_hold_quotes():
    cells = [nbformat.v4.new_markdown_cell(text) for text in ("navigation", '# 1. Say "no" <b>')]
    page = handout.html_of(nbformat.v4.new_notebook(cells=cells))
    assert '--title: "1. Say \\"no\\" <b>";' in page
    assert soup(page).title.get_text() == '1. Say "no" <b>'


def test_a_number_that_there_is_not(tmp_path, capsys):
    assert handout.main(["99"], out=tmp_path / "out") == 1
    assert "no notebook 99: N is one of 00, 01," in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_without_chromium_there_is_the_html_and_a_way_to_the_pdf(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(handout, "find_chromium", lambda: None)
    assert handout.main(["7"], out=tmp_path) == 0
    [path] = tmp_path.iterdir()
    printed = capsys.readouterr().out
    assert path.name == "07_rank_the_hidden_neurons.html"
    assert str(path) in printed and "apt-get install chromium" in printed


def test_a_browser_that_prints_nothing(tmp_path, capsys, monkeypatch):
    with pytest.raises(RuntimeError, match=r"false made no a\.pdf"):
        handout.print_pdf("<p>a", tmp_path / "a.pdf", "false")
    monkeypatch.setattr(handout, "find_chromium", lambda: "false")
    assert handout.main(["00"], out=tmp_path) == 1
    assert "false made no 00_start_here.pdf" in capsys.readouterr().err
