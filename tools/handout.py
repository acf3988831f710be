"""Print notebooks: each as one HTML file and one PDF with its stored pictures, in build/handout.

Run by ``make handout``; ``N=07`` takes one notebook. Nothing is run, and the files ask nothing of
any network. In the HTML all that answers a vote is folded: the folds of Markdown, what cells tagged
``answer`` show, and the list of results at the end. In the PDF it stands on the last pages, under
numbers: a reader on paper wants to check too, and must not see it while predicting.
"""

import argparse
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from pygments.formatters import HtmlFormatter

from tools.lecture import chosen
from tools.notebooks import title_of

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "tools" / "templates"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
NAVIGATION = "navigation"  # the tag of cells that only lead to other notebooks
RESULTS = "What you saw"  # the heading of the list of results


def find_chromium():
    """Return the path of an installed Chromium, or None."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def html_of(notebook):
    """Return a notebook, with its stored outputs, as one HTML page that needs no other file.

    Links to other notebooks lead to their hand-outs, which lie beside it; those to other files are
    words only.
    """
    title = title_of(notebook)
    style = (TEMPLATES / "handout" / "handout.css").read_text(encoding="utf-8")
    style += HtmlFormatter(style="friendly").get_style_defs(".highlight")
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    soup = exported(notebook, "handout", style=f':root {{ --title: "{quoted}"; }}\n{style}')
    for link in soup.select("a[href^='../']"):  # the repository's pages do not lie beside it
        link.unwrap()
    return str(soup)


def exported(notebook, template, **given):
    """Return a notebook as a page by a template, with what answers the votes folded.

    given: what else the template takes, in `resources`.
    """
    exporter = HTMLExporter(
        template_name=template,
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    cells = [cell for cell in notebook.cells if NAVIGATION not in cell.metadata.get("tags", [])]
    shown = nbformat.from_dict({**notebook, "cells": cells})
    page = exporter.from_notebook_node(shown, resources={"title": title_of(notebook), **given})[0]
    soup = BeautifulSoup(page, "html.parser")
    for link in soup.select("a[href$='.ipynb']"):
        link["href"] = link["href"].removesuffix(".ipynb") + ".html"
    if soup.select(".vote, .predict"):
        _fold_results(soup)
    return soup


def _fold_results(soup):
    """Fold the cells of the list of results, under its heading: they answer the votes."""
    heading = soup.find("h2", string=RESULTS)
    if heading is None:
        return
    first = heading.find_parent("section")
    cells = [first, *itertools.takewhile(lambda cell: not cell.h2, first.find_next_siblings())]
    folded = first.wrap(soup.new_tag("details"))
    folded.extend(cells)
    heading.name = "summary"
    folded.insert(0, heading)


def for_paper(page):
    """Return the page with what is folded at the end, numbered, and without dead links."""
    soup = BeautifulSoup(page, "html.parser")
    answers, part = soup.new_tag("section", attrs={"class": "answers"}), None
    for number, folded in enumerate(soup.select("details"), start=1):
        if (above := folded.find_previous("h2")) is not part:
            part = above
            title = part.get_text().lstrip("0123456789. ")  # numbers are the answers' here
            answers.append(soup.new_tag("h3", string=title))
        summary = folded.summary.extract().get_text().strip()
        heading = soup.new_tag("h4", string=f"{number}. {summary}")
        pointer = soup.new_tag("p", string=f"▸ {summary}: number {number} on the last pages")
        folded.replace_with(pointer)
        folded.name = "div"
        answers.extend([heading, folded])
    if answers.contents:
        answers.insert(0, soup.new_tag("h2", string="Hints, answers and solutions"))
        soup.main.append(answers)
    for link in soup.select("a[href]"):
        if not link["href"].startswith("http"):
            link.unwrap()  # on paper there is no file beside it
    return str(soup)


def print_pdf(page, path, chromium):
    """Print an HTML page into a PDF file."""
    # Beside the result, because a Chromium in a snap reads no temporary folder of the system.
    with tempfile.TemporaryDirectory(dir=path.parent, ignore_cleanup_errors=True) as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        command = [
            *(chromium, "--headless=new", "--disable-gpu", "--disable-dev-shm-usage"),
            *("--no-first-run", "--disable-background-networking", "--no-pdf-header-footer"),
            *(f"--user-data-dir={folder}/profile", f"--print-to-pdf={path}", source.as_uri()),
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # Chromium has none for root
        path.unlink(missing_ok=True)
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if not path.exists():
        raise RuntimeError(f"{chromium} made no {path.name}:\n{done.stderr[-2000:]}")


def main(arguments=None, folder=ROOT / "notebooks", out=ROOT / "build" / "handout"):
    """Run the command line, and return its exit code: 0 when all is well, 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", nargs="?", help="one notebook's number, such as 07")
    options = parser.parse_args(arguments)
    chromium = find_chromium()
    try:
        names = [chosen(options.number, folder)] if options.number else _all(folder)
        for name in names:
            for path in _written(folder / name, out, chromium):
                print(path)
    except (ValueError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    if not chromium:
        print(
            "No PDF: it takes Chromium (Debian: apt-get install chromium). Or open the HTML file "
            "in any browser and print it; answers are then printed only where they are unfolded."
        )
    return 0


def _written(notebook, out, chromium):
    """Write a notebook's files, and yield the path of each."""
    page = html_of(nbformat.read(notebook, as_version=4))
    path = (out / notebook.name).with_suffix(".html")
    out.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
    yield path
    if chromium:
        print_pdf(for_paper(page), path.with_suffix(".pdf"), chromium)
        yield path.with_suffix(".pdf")


def _all(folder):
    return sorted(path.name for path in folder.glob("*.ipynb"))


if __name__ == "__main__":
    sys.exit(main())
