"""A matplotlib figure on a canvas in the browser, that answers the hand, the cursor and the keys.

LiveFigure   the widget: build Axes once, paint for any values of the controls
Panel        a picture whose pixels can be pointed at
Spots, Told  what the parts of a picture say, and what they choose

recorder and recording write a figure down as instructions; figure.py sends them, live.js draws
them.
"""

from helpers.live.figure import LiveFigure
from helpers.live.spots import Panel, Spots, Told
