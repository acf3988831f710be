"""Stored networks: killed while saving, a full disk, damage. The right network or a clear error."""

import errno
import json

import numpy as np
import pytest

from helpers import files, storage
from helpers.network import Network
from helpers.storage import load_network, save_network, stored_networks
from tests.faults.kernel import SEED, python
from tests.faults.test_data import damaged


def everything(network):
    """All that a network holds, its start included, so that two can be compared."""
    arrays = [a.tobytes() for a in (*network.weights, *network.biases)]
    start = network.start and everything(network.start)
    kind = network.sizes, network.hidden, network.output
    return kind, network.recipe, network.seed, arrays, start


@pytest.mark.parametrize("name", ["zero-or-one-book-start", "ten-digits", "two-layers"])
def test_a_network_damaged_at_200_random_places(name, tmp_path):
    content = (storage.FOLDER / f"{name}.npz").read_bytes()
    right, rng = everything(load_network(name)), np.random.default_rng(SEED)
    path, errors = tmp_path / "copy.npz", 0
    for _ in range(67):
        damage, words = damaged(content, rng)
        path.write_bytes(damage)
        try:
            assert everything(load_network(path)) == right, words
        except ValueError as error:
            assert "copy.npz is damaged" in str(error) and "make networks" in str(error), words
            errors += 1
    assert errors > 60, "most places matter"
    path.write_bytes(content)
    assert everything(load_network(path)) == right


def test_a_network_with_any_damaged_bit_of_its_directory(tmp_path):
    """The last bytes say where everything is; a start that is lost there must be missed."""
    network = Network((3, 2, 2), [np.ones((2, 3)), np.ones((2, 2))], start=Network((3, 2, 2)))
    path = tmp_path / "small.npz"
    save_network(network, path)
    content, right, errors = path.read_bytes(), everything(network), 0
    begin = content.index(b"PK\x01\x02")
    for place in range(begin, len(content)):
        for bit in range(8):
            damage = bytearray(content)
            damage[place] ^= 1 << bit
            path.write_bytes(damage)
            try:
                found = everything(load_network(path))
            except ValueError as error:
                assert "small.npz is damaged" in str(error)
                errors += 1
            else:
                assert found == right, f"bit {bit} of byte {place}"
    assert errors > 8 * (len(content) - begin) / 3


def test_killed_at_20_random_moments_of_saving(tmp_path):
    lines = python("-m", "tests.faults.kernel", "save", str(tmp_path / "mine.npz"), "20")
    times = [json.loads(line) for line in lines.splitlines()]
    assert [time["ended"] for time in times] == [-9] * 20
    assert {time["seed"] for time in times} == {0, 1}, "a whole network each time, the new or old"


def test_a_full_disk_leaves_the_network_that_was_there(tmp_path, monkeypatch):
    path = tmp_path / "mine.npz"
    save_network(Network((3, 2, 2), seed=1), path)

    def full(descriptor, mode):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fdopen", full)
    with pytest.raises(OSError, match="No space left"):
        save_network(Network((3, 2, 2), seed=2), path)
    assert load_network(path).seed == 1
    assert [p.name for p in tmp_path.iterdir()] == ["mine.npz"]


@pytest.mark.parametrize("name", stored_networks())
def test_every_stored_network_is_whole(name):
    network = load_network(name)
    assert network.start is not None and network.start.sizes == network.sizes
