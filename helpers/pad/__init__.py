"""A sheet of paper in the browser: ink by mouse, pen, finger and keyboard, and from files.

DrawingPad  the widget: its strokes can be drawn by hand or set from code
stroke      one stroke of a pen, for code
ink_of      the ink of some strokes, without a pad

raster.py makes ink of strokes, pad.py keeps them, pad.js draws them and listens to hand and keys;
chooser.js shows a photograph and lets one choose among its digits.
"""

from helpers.pad.pad import DrawingPad
from helpers.pad.raster import ink_of, stroke
