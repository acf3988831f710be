"""Stored networks that are damaged: the right network or a clear error."""

import numpy as np

from helpers.network import Network
from helpers.storage import load_network, save_network


def is_refused(path, content, right, words):
    """Whether a damaged file is refused; otherwise it is the right network."""
    path.write_bytes(content)
    try:
        found = load_network(path)
    except ValueError as error:
        assert f"{path.name} is damaged" in str(error) and "make networks" in str(error), words
        return True
    for a, b in ((found, right), (found.start, right.start)):
        assert (repr(a), a.recipe) == (repr(b), b.recipe), words
        arrays = zip(a.weights + a.biases, b.weights + b.biases, strict=True)
        assert all((x == y).all() for x, y in arrays), words
    return False


def test_a_network_damaged_at_every_place(tmp_path):
    weights, recipe = [np.ones((2, 3)), np.ones((2, 2))], {"name": "mine", "only": (0, 1)}
    right = Network((3, 2, 2), weights, recipe=recipe, seed=7, start=Network((3, 2, 2)))
    path, errors = tmp_path / "small.npz", 0
    save_network(right, path)
    content = path.read_bytes()
    for place in range(len(content)):
        damage, bit = bytearray(content), place % 8
        damage[place] ^= 1 << bit
        errors += is_refused(path, damage, right, f"bit {bit} of byte {place} flipped")
        if place % 10 == 0:
            assert is_refused(path, content[:place], right, f"cut off after {place} bytes")
    assert errors > len(content) / 2, "most places matter"
    assert not is_refused(path, content, right, "whole again")
