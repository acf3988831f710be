"""Two pictures on one scale: without it, side by side, the weaker one looks as strong."""

from helpers.plots import style
from helpers.plots.bars import put_on_one_axis
from helpers.plots.images import set_signed

SIGNED = ("plot_signed", "plot_mosaic", "plot_unit_row")
ACROSS, UPWARD = ("plot_outputs", "plot_passed_on"), ("plot_activations",)


def on_one_scale(ax, other):
    """Give what one function drew on two Axes the larger of both scales, in words too."""
    maker, pair = ax.title.get_gid(), (ax, other)
    if maker in SIGNED:
        shown = [part for part in pair if part.images[0].get_visible()]
        limits = [part.images[0].get_clim()[1] for part in shown]
        for part, limit in zip(shown, limits, strict=True):
            if limit < max(limits):
                before = part.texts[0].get_text()
                set_signed(part, part.images[0].get_array(), max(limits))
                if before.startswith("scale\n"):
                    words = part.texts[0].get_text()
                    part.texts[0].set_text(words.replace("scale ", "scale\n"))
    if maker == "plot_contributions":
        put_on_one_axis(*pair)
    for way, makers in (("xlim", ACROSS), ("ylim", UPWARD)):
        if maker in makers:
            ends = [getattr(part, f"get_{way}")() for part in pair]
            both = min(low for low, _ in ends), max(high for _, high in ends)
            for part in pair:
                style.put(part, **{way: both})
