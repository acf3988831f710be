"""A class on one machine: a JupyterHub, and learners who all open the same notebooks at once."""
