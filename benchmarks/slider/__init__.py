"""From key press to picture in a real browser, LiveFigure against what else shows a figure."""
