"""Ways to break the good notebook in one place; each returns a function that changes a notebook."""

from form.anatomy import tagged
from form.synthetic import code, first, insert, md


def prose(text):
    """Return a breaker that adds a Markdown cell to section 1."""
    return lambda book: insert(book, "## 2.", md(text, slide="skip"))


def program(source, *tags, **options):
    """Return a breaker that adds a code cell to section 1."""
    return lambda book: insert(book, "## 2.", code(source, *tags, slide="skip", **options))


def edit(tag, old, new):
    """Return a breaker that replaces text in the first cell with a tag."""

    def change(book):
        cell = first(book, tag)
        assert old in cell.source
        cell.source = cell.source.replace(old, new)

    return change


def untag(tag):
    """Return a breaker that takes a tag off its first cell."""
    return lambda book: first(book, tag).metadata.tags.remove(tag)


def drop(tag):
    """Return a breaker that removes the first cell with a tag."""
    return lambda book: book.cells.remove(first(book, tag))


def title(old, new):
    """Return a breaker that edits the title cell."""

    def change(book):
        assert old in book.cells[1].source
        book.cells[1].source = book.cells[1].source.replace(old, new)

    return change


def metadata(tag, **entries):
    """Return a breaker that adds metadata to the first cell with a tag."""
    return lambda book: first(book, tag).metadata.update(entries)


def slide(tag, kind):
    """Return a breaker that sets the slide type of the first cell with a tag."""
    return metadata(tag, slideshow={"slide_type": kind})


def output(tag, **entries):
    """Return a breaker that changes the first output of the first cell with a tag."""
    return lambda book: first(book, tag).outputs[0].update(entries)


def heading(old, new):
    """Return a breaker that renames a section."""

    def change(book):
        cell = next(cell for cell in book.cells if cell.source.startswith(old))
        cell.source = cell.source.replace(old, new)

    return change


def swapped(book):
    """Put the explorer before its figure."""
    at, _ = tagged(book, "figure")[0]
    book.cells[at], book.cells[at + 1] = book.cells[at + 1], book.cells[at]


def demo_apart(book):
    """Begin a new slide between prediction and figure."""
    insert(book, "values = np.array([1, 2, 3])\nax", md("### A slide of its own", slide="slide"))
