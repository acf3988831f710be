"""The notebooks of the contestants: one picture of four parts that follows two sliders.

Each has a notebook, a page and a kernel of its own, as it would have where somebody works with it:
ipympl and `interact` want two different backends of matplotlib in one kernel, and whose bytes
and messages are whose is then no question.
"""

from importlib.util import find_spec

# What a notebook of JupyterLab leaves a figure on a page of 1366 pixels: all are drawn for that.
WIDTH, HEIGHT = 934, 267

SET_UP = """
import numpy as np
from helpers.attribution import pixel_products
from helpers.digits import as_pixels, load_digits
from helpers.storage import load_network
from ipywidgets import IntSlider, VBox

net = load_network("ten-digits")
images, labels = load_digits("test")
X, W1 = as_pixels(images[:200]), net.weights[0]
units, rows = (0, len(W1) - 1), (0, len(X) - 1)

def two_sliders():
    names = {"unit": units, "image": rows}
    return {name: IntSlider(0, *ends, description=name) for name, ends in names.items()}
"""
# The same functions draw the picture for everything that draws with matplotlib.
DRAW = """
import matplotlib.pyplot as plt
from helpers.plots import plot_digit, plot_outputs, plot_signed

size = (10.5, 3)

def draw(axes, unit, image):
    limit = abs(W1[unit]).max()
    plot_digit(axes[0], X[image], title="image")
    plot_signed(axes[1], W1[unit], limit, title="weights of the unit")
    plot_signed(axes[2], pixel_products(net, X[image], unit), limit, title="weights × image")
    plot_outputs(axes[3], net.forward(X[image]).outputs, labels[image], title="outputs")
"""
LIVE = """
from helpers.live import LiveFigure, Told

axes = []

def places(figure, width):
    figure.set_figheight(size[1] * width / size[0])
    return figure.add_gridspec(1, 4)

def build(places):
    axes[:] = places
    draw(axes, 0, 0)

def paint(unit, image):
    draw(axes, unit, image)
    return Told(f"Unit {unit} and image {image}.")

sliders = two_sliders()
figure = LiveFigure(places, build, paint, sliders, label="a unit", prefetch=PREFETCH)
VBox([*sliders.values(), figure]).add_class("explorer")
"""
# A new figure each time, as `interact` is shown in its documentation.
INTERACT = """
from ipywidgets import interact

@interact(unit=units, image=rows)
def show(unit=0, image=0):
    fig, axes = plt.subplots(1, 4, figsize=size, layout="constrained")
    draw(axes, unit, image)
    plt.show()
"""
# Less than the same picture: no scales, no frames, no layout; what a first try looks like.
BARE = """
import matplotlib.pyplot as plt
from ipywidgets import interact

@interact(unit=units, image=rows)
def show(unit=0, image=0):
    fig, axes = plt.subplots(1, 4, figsize=(10.5, 3))
    x, limit = X[image], abs(W1[unit]).max()
    axes[0].imshow(x.reshape(28, 28), cmap="Greys", vmin=0, vmax=1)
    for ax, signed in zip(axes[1:], (W1[unit], pixel_products(net, x, unit))):
        ax.imshow(signed.reshape(28, 28), cmap="RdBu_r", vmin=-limit, vmax=limit)
    for ax, title in zip(axes, ("image", "weights", "weights × image")):
        ax.set_title(title)
        ax.axis("off")
    axes[3].barh(range(10), net.forward(x).outputs)
    axes[3].set(title="outputs", yticks=range(10), xlim=(0, 1))
    plt.show()
"""
# As its documentation says under "Update image data in a performant manner": set_data on artists
# that are there, and draw_idle. The layout is computed once, as LiveFigure does it too, because
# matplotlib would do it again at every draw.
IPYMPL = f"""
%matplotlib widget
plt.ioff()
fig, axes = plt.subplots(1, 4, figsize=size, dpi={WIDTH} / size[0], layout="constrained")
fig.canvas.header_visible = fig.canvas.footer_visible = fig.canvas.toolbar_visible = False
draw(axes, 0, 0)
fig.draw_without_rendering()
fig.set_layout_engine("none")

def moved(change):
    draw(axes, sliders["unit"].value, sliders["image"].value)
    fig.canvas.draw_idle()

sliders = two_sliders()
for slider in sliders.values():
    slider.observe(moved, names="value")
VBox([*sliders.values(), fig.canvas]).add_class("contestant")
"""
# As its documentation says: properties of traces that are there, changed in one `batch_update`.
# Arrays of two dimensions travel as decimal numbers, so they are rounded to what colours need. Its
# widget would send flat arrays as bytes, but draws no heatmap of them.
PLOTLY = f"""
import matplotlib.colors
import plotly.graph_objects as go
from plotly.subplots import make_subplots
from helpers.plots.style import BAR_GREY, DARK, INK, LINE_GREY, SIGNED

titles = ["image", "weights of the unit", "weights × image", "outputs"]
size = {{"width": {WIDTH}, "height": {HEIGHT}, "margin": {{"l": 4, "r": 4, "t": 24, "b": 24}}}}
"""
PLOTLY += """
def scale(colours):
    return [(x, matplotlib.colors.to_hex(colours(x))) for x in np.linspace(0, 1, 65)]

def build():
    fig = go.FigureWidget(make_subplots(1, 4, subplot_titles=titles, horizontal_spacing=0.03))
    kept = {"showscale": False, "hoverinfo": "skip", "row": 1}
    fig.add_heatmap(colorscale=scale(INK), zmin=0, zmax=1, **kept, col=1)
    for place in (2, 3):
        fig.add_heatmap(colorscale=scale(SIGNED), **kept, col=place)
    fig.add_bar(y=np.arange(10), width=0.66, orientation="h", textposition="outside", row=1, col=4)
    frame = {"ticks": "", "showline": True, "mirror": True, "linecolor": LINE_GREY}
    for place in (1, 2, 3):
        across = f"x{place}".rstrip("1")
        fig.update_xaxes(**frame, showticklabels=False, constrain="domain", row=1, col=place)
        fig.update_yaxes(**frame, showticklabels=False, constrain="domain", autorange="reversed",
                         scaleanchor=across, row=1, col=place)
    fig.update_xaxes(ticks="", showticklabels=False, showline=False, range=(0, 1.3), col=4)
    fig.update_yaxes(ticks="", autorange="reversed", tickvals=np.arange(10), col=4)
    fig.update_xaxes(title={"standoff": 2, "font": {"size": 11}})
    return fig.update_layout(**size, template="simple_white", showlegend=False)

def update(fig, unit, image):
    limit = float(abs(W1[unit]).max())
    outputs, true = net.forward(X[image]).outputs, labels[image]
    answer = outputs.argmax()
    pictures = X[image], W1[unit], pixel_products(net, X[image], unit)
    bold = "<b>{}</b>".format
    with fig.batch_update():
        for trace, values in zip(fig.data, pictures):
            trace.z = values.reshape(28, 28).astype(float).round(4)
        for trace, axis in zip(fig.data[1:3], (fig.layout.xaxis2, fig.layout.xaxis3)):
            trace.zmin, trace.zmax = -limit, limit
            axis.title.text = f"scale ±{limit:.3g}"
        bars = fig.data[3]
        numbers = [f"{output:.2f}" for output in outputs]
        bars.x = outputs
        bars.text = [bold(n) if c == answer else n for c, n in enumerate(numbers)]
        bars.marker.color = [LINE_GREY if c == answer else BAR_GREY for c in range(10)]
        bars.marker.pattern.shape = ["/" if c == true else "" for c in range(10)]
        fig.layout.yaxis4.ticktext = [bold(f"true {c}") if c == true else c for c in range(10)]
        fig.layout.xaxis4.title.text = f"answer {answer}, true {true}"

def moved(change):
    update(fig, sliders["unit"].value, sliders["image"].value)

sliders, fig = two_sliders(), build()
update(fig, 0, 0)
for slider in sliders.values():
    slider.observe(moved, names="value")
VBox([*sliders.values(), fig]).add_class("contestant")
"""

OURS, NONE_AHEAD, INLINE = "LiveFigure", "LiveFigure, none ahead", "interact"
PEERS = (INLINE, "ipympl", "plotly")
NOTEBOOKS = {
    OURS: (SET_UP, DRAW, "PREFETCH = True", LIVE),
    NONE_AHEAD: (SET_UP, DRAW, "PREFETCH = False", LIVE),
    INLINE: (SET_UP, DRAW, INTERACT),
    "bare interact": (SET_UP, BARE),
    "ipympl": (SET_UP, DRAW, IPYMPL),
    "plotly": (SET_UP, PLOTLY),
}


def not_installed():
    """Return the peers that this environment lacks."""
    return [name for name in ("ipympl", "plotly") if find_spec(name) is None]
