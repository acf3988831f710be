"""What a page needs to know of the explorer Draw, so that its pad answers without a kernel."""

from hashlib import sha256
from pathlib import Path

from helpers.files import write_whole
from tools.site.weights import packed_network


def drawing(draw, folder):
    """Write the explorer's network into a folder, and return what `mount` of drawing.js takes.

    The file's name comes from what it holds. On the page the pad begins as it is now: its strokes,
    its pictures and its form. The address is the file's name alone; ``link`` is not among them.
    """
    content = packed_network(draw.network)
    name = f"{sha256(content).hexdigest()[:12]}.network"
    write_whole(Path(folder, name), content)
    pad = {"strokes": draw.pad.strokes, "images": draw.pad.images}
    return {"weights": name, **pad, "form": draw.form.value}
