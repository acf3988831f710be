"""Side-by-side measurements: what this project does against the obvious way, in one run."""
