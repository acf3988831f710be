"""Tests of the room live: a figure written down, and sent to a browser."""
