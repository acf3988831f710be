"""Notebooks as pages of the site: a way round, live explorers, questions that can be answered."""

import ast
import base64
import json
from copy import copy
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from nbformat.v4 import new_markdown_cell, new_notebook
from PIL import Image
from pygments.formatters import HtmlFormatter

from helpers.questions import ask
from tools import handout
from tools.notebooks import QUESTIONS, SIDE_TRIP, title_of

ROOT = Path(__file__).resolve().parent.parent.parent
STATIC = ROOT / "tools" / "site" / "static"
# What the site takes from the helpers: a folder each, as their imports have it.
TAKEN = {
    "live": ("ahead.js", "cursor.js", "frames.js", "live.js", "room.js", "view.js", "live.css"),
    "javascript": ("keys.js",),
    "pad": ("chooser.js", "pad.css", "pad.js", "sheet.js", "strokes.js"),
    "questions": ("question.js", "words.js", "question.css"),
}
STYLES = {  # and where they hold: on paper a page is the hand-out
    "page.css": "screen",
    "explorers.css": "screen",
    "handout.css": "print",
    "code.css": "all",
    "live/live.css": "all",
    "questions/question.css": "all",
    "pad/pad.css": "all",
    "drawing.css": "all",
    "print.css": "print",
}
CONTENTS, CLAIMS = "00_start_here", "CLAIMS"
LESSONS = "3.-Find-your-way"  # the section of the contents that lists them
LITE = "lite"
NEEDS_PYTHON = "On this page it is a picture; with Python it moves: "
ABOUT = (
    "A notebook as a page: its sliders move here, and its questions take answers. Where the text "
    "asks you to run a cell, to train or to do an exercise, "
)
RUNS = "Python starts in this page; the first time that takes about half a minute"


def write_static(out):
    """Write styles and JavaScript into a folder named after what they hold, and return its name.

    A browser that has kept the files of an older build asks for the new ones so.
    """
    files = {path.name: path.read_bytes() for path in sorted(STATIC.glob("*.[cj]s*"))}
    for folder, names in TAKEN.items():
        source = ROOT / "helpers" / folder
        files |= {f"{folder}/{name}": (source / name).read_bytes() for name in names}
    files["code.css"] = _code_colours().encode()
    files["handout.css"] = (handout.TEMPLATES / "handout" / "handout.css").read_bytes()
    digest = sha256(b"".join(name.encode() + files[name] for name in sorted(files)))
    folder = f"static-{digest.hexdigest()[:10]}"
    for name, content in files.items():
        path = out / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def _code_colours():
    """How code is coloured, by day and by night."""
    light = HtmlFormatter(style="xcode").get_style_defs(".highlight")
    dark = HtmlFormatter(style="zenburn")
    chosen = dark.get_style_defs('[data-theme="dark"] .highlight')
    system = dark.get_style_defs(':root:not([data-theme="light"]) .highlight')
    dusk = f"@media (prefers-color-scheme: dark) {{\n{system}\n}}"
    return f"{light}\n@media screen {{\n{chosen}\n{dusk}\n}}\n"


def address_of(name):
    """A notebook's page."""
    return "index.html" if name == CONTENTS else f"{name}.html"


def page_of(name, notebooks, baked, out, static, elsewhere):
    """A notebook's page as HTML; its pictures are written into ``out/pictures``.

    name: of the notebook, without its ending. notebooks: all, by these names. baked: what
    `baking.bake` told of each explorer, by its cell's id. elsewhere: places that run notebooks, as
    a dict of words to addresses with ``{name}``.
    """
    notebook = notebooks[name]
    soup = _exported(notebook, notebooks, static)
    cells = {cell.id: cell for cell in notebook.cells if cell.cell_type == "code"}
    for node in soup.select("[data-cell]"):
        cell = cells[node["data-cell"]]
        tags = {*cell.metadata.get("tags", [])}
        if "explorer" in tags:
            _explorer(soup, node, name, baked.get(cell.id))
        if QUESTIONS & tags:
            _question(node, cell)
        if "setup" in tags:
            _fold(soup, node, "What it imports")
    _pictures(soup, out)
    _sections(soup, name)
    _surround(soup, _way(soup, name, notebooks), _runs(soup, name, elsewhere))
    return str(soup)


def claims_page(notebooks, static):
    """The table of claims as a page: ``claims.html``."""
    text = (ROOT / f"{CLAIMS}.md").read_text(encoding="utf-8")
    soup = _exported(new_notebook(cells=[new_markdown_cell(text)]), notebooks, static)
    way = soup.new_tag("nav", attrs={"class": "way", "aria-label": "Lessons"})
    way.append(soup.new_tag("a", href=address_of(CONTENTS), string="Contents"))
    _surround(soup, way, _theme(soup))
    return str(soup)


def _exported(notebook, notebooks, static):
    site = {"static": static, "styles": STYLES, "question": _question_of(notebook)}
    soup = handout.exported(notebook, "site", site=site)
    for heading in soup.select("main h2, main h3"):
        heading["id"] = heading.get_text().strip().replace(" ", "-")  # as JupyterLab names it
    for head in soup.select("th"):
        if not head.get_text():
            head.name = "td"
    for link in soup.select("main a[href]"):
        _lead(link, notebooks)
    return soup


def _surround(soup, way, beside):
    """Put the way round above and below the text, and above it what stands beside."""
    soup.header.append(way)
    soup.header.append(beside)
    again = copy(way)
    again["aria-label"] = "Lessons, once more"
    soup.footer.append(again)


def _question_of(notebook):
    """What a notebook asks, for search engines and previews."""
    lines = [line for cell in notebook.cells[:2] for line in cell.source.splitlines()]
    found = [line for line in lines if line.startswith("**Question.**")]
    return found[0].removeprefix("**Question.**").strip() if found else title_of(notebook)


def _kernel(name, section=""):
    """Where a notebook runs with a kernel in the browser."""
    return f"{LITE}/notebooks/index.html?path={quote(name)}.ipynb{section}"


def _explorer(soup, node, name, told):
    """Mark an explorer: page.js puts a live one in the place of its picture, if it is baked."""
    figure = node.find("figure")
    if node.summary:
        node.summary.string = "Open it, with its sliders: it answers the question above"
    section = node.find_previous("h2")
    kernel = _kernel(name, f"#{quote(section['id'])}" if section else "")
    caption = soup.new_tag("figcaption", string=figure.img["alt"])
    figure.append(caption)
    place = figure.wrap(soup.new_tag("div", attrs={"class": "stored"}))
    place["data-kernel"] = kernel
    if told:
        kind = "drawing" if "drawing" in told else "explorer"
        given = told.get(kind, told)
        place[f"data-{kind}"] = json.dumps(given, separators=(",", ":"), ensure_ascii=False)
    else:
        note = soup.new_tag("p", attrs={"class": "needs-python"}, string=NEEDS_PYTHON)
        note.append(soup.new_tag("a", href=kernel, string="run the notebook here"))
        place.append(note)


def _fold(soup, node, words):
    """Fold what a reader may pass over."""
    folded = soup.new_tag("details")
    folded.extend(list(node.contents))
    folded.insert(0, soup.new_tag("summary", string=words))
    node.append(folded)


def _question(node, cell):
    """Mark a question: page.js puts buttons in the place of its Markdown."""
    call = ast.parse(cell.source).body[-1].value
    asked = ask(*[ast.literal_eval(argument) for argument in call.args]).asked
    node["data-asked"] = json.dumps(asked, separators=(",", ":"), ensure_ascii=False)
    node["id"] = f"question-{cell.id}"


def _pictures(soup, out):
    """Write pictures into files: a page is read before those further down have come."""
    for place, img in enumerate(soup.select("img[src^='data:']")):
        content = base64.b64decode(img["src"].partition(",")[2])
        path = out / "pictures" / f"{sha256(content).hexdigest()[:16]}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        with Image.open(path) as picture:
            img["width"], img["height"] = map(str, picture.size)
        img["src"] = f"pictures/{path.name}"
        if place:
            img["loading"] = "lazy"
        if not img.find_parent(class_="stored"):  # on a phone it is small
            img.wrap(soup.new_tag("a", href=img["src"]))


def _lead(link, notebooks):
    """Let a link lead to the page of a notebook, or leave its words where no page is."""
    target = Path(link["href"]).stem
    if target in notebooks:
        link["href"] = address_of(target)
    elif target == CLAIMS:
        link["href"] = f"{CLAIMS.lower()}.html"
    elif not link["href"].startswith(("http", "#")):
        link.unwrap()


def _sections(soup, name):
    """Beside each section's heading stands where it runs; a list of them before the first."""
    about = soup.new_tag("p", attrs={"class": "about"}, string=ABOUT)
    about.append(soup.new_tag("a", href=_kernel(name), string="run it in the browser"))
    about.append(".")
    contents = soup.new_tag("nav", attrs={"class": "sections", "aria-label": "Sections"})
    for heading in soup.select("main h2"):
        item = soup.new_tag("a", href=f"#{quote(heading['id'])}", string=heading.get_text())
        contents.append(item)
        words = {"class": "run", "aria-label": f"Run {heading.get_text()}", "title": RUNS}
        run = soup.new_tag("a", attrs=words, string="run")
        run["href"] = _kernel(name, f"#{quote(heading['id'])}")
        heading.append(run)
    soup.main.section.insert_after(about, contents)


def _way(soup, name, notebooks):
    """Links to the lesson before, the contents, and the next one."""
    walk = [other for other in sorted(notebooks) if not SIDE_TRIP.match(other)]
    before = [other for other in walk if other < name and other[:2] != name[:2]][-1:]
    after = [other for other in walk if other[:2] > name[:2]][:1]
    beside = [other for other in sorted(notebooks) if other[:2] == name[:2] and other != name]
    way = soup.new_tag("nav", attrs={"class": "way", "aria-label": "Lessons"})
    for other in before:
        way.append(_link(soup, other, notebooks, "← {}"))
    if name != CONTENTS:
        way.append(soup.new_tag("a", href=f"{address_of(CONTENTS)}#{LESSONS}", string="Contents"))
    for other in after:
        way.append(_link(soup, other, notebooks, "{} →"))
    for other in beside:
        way.append(_link(soup, other, notebooks, "side trip: {}" if other not in walk else "{}"))
    return way


def _link(soup, name, notebooks, words):
    return soup.new_tag("a", href=address_of(name), string=words.format(title_of(notebooks[name])))


def _runs(soup, name, elsewhere):
    """Where the whole notebook runs, and the button for light and dark."""
    places = soup.new_tag("nav", attrs={"class": "runs", "aria-label": "Run this notebook"})
    lab = f"{LITE}/lab/index.html?path={name}.ipynb"
    here = {"Run it in the browser": _kernel(name), "JupyterLab in the browser": lab}
    for words, address in here.items():
        places.append(soup.new_tag("a", attrs={"title": RUNS}, href=address, string=words))
    for words, address in elsewhere.items():
        places.append(soup.new_tag("a", href=address.format(name=name), string=words))
    places.append(_theme(soup))
    return places


def _theme(soup):
    """The button for light and dark, which theme.js shows."""
    return soup.new_tag("button", attrs={"class": "theme", "type": "button", "hidden": ""})
