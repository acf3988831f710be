"""Networks as files: bit for bit there and back, no pickle, and clear about what is no network."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from helpers import storage
from helpers.network import Network
from helpers.storage import load_network, save_network, stored_networks
from helpers.training import random_start

RECIPE = {"name": "mine", "sizes": (6, 4, 3), "only": (0, 1), "epochs": 2, "l2": 1e-4}
SIZES = (6, 4, 3)


@pytest.fixture
def network():
    rng = np.random.default_rng(21)
    start = random_start(SIZES, rng, 1.0, "tanh", "sigmoid", bias_std=1.0)
    trained = random_start(SIZES, rng, 1.0, bias_std=1.0)
    return Network(
        SIZES, trained.weights, trained.biases, "tanh", "sigmoid", RECIPE, seed=7, start=start
    )


@pytest.fixture
def path(network, tmp_path):
    path = tmp_path / "mine.npz"
    save_network(network, path)
    return path


def assert_same(found, expected):
    assert (found.sizes, found.hidden, found.output) == (SIZES, expected.hidden, expected.output)
    for a, b in zip(found.weights + found.biases, expected.weights + expected.biases, strict=True):
        assert a.dtype == b.dtype == np.float32 and a.tobytes() == b.tobytes()


def test_there_and_back(network, path):
    found = load_network(path)
    assert_same(found, network)
    assert_same(found.start, network.start)
    assert found.recipe == RECIPE and found.seed == 7
    assert repr(found) == repr(network)


def test_the_names_of_classes_go_there_and_back(network, path, tmp_path):
    assert load_network(path).classes is None  # as in every file that was written without names
    with np.load(path) as file:
        assert "classes" not in json.loads(str(file["about"]))
    names = ("sandal", "bag", "ankle boot")
    start = replace(network.start, classes=names)
    save_network(replace(network, classes=names, start=start), tmp_path / "named")
    found = load_network(tmp_path / "named")
    assert_same(found, network)
    assert found.classes == found.start.classes == names


def test_there_and_back_untrained_and_without_the_ending(network, tmp_path):
    save_network(network.start, tmp_path / "start-1.5")
    assert [p.name for p in tmp_path.iterdir()] == ["start-1.5.npz"]
    found = load_network(str(tmp_path / "start-1.5"))
    assert_same(found, network.start)
    assert found.start is None and found.recipe is None and found.seed is None


def test_half_the_room_rounds_every_number(network, tmp_path):
    save_network(network, tmp_path / "half.npz", stored_as="float16")
    found = load_network(tmp_path / "half.npz")
    for pair in ((found, network), (found.start, network.start)):
        arrays, originals = (n.weights + n.biases for n in pair)
        for a, b in zip(arrays, originals, strict=True):
            assert a.dtype == np.float32
            np.testing.assert_array_equal(a, b.astype(np.float16))
    with np.load(tmp_path / "half.npz") as file:
        assert {file[name].dtype for name in file if name != "about"} == {np.dtype(np.float16)}


def test_a_number_that_half_the_room_cannot_hold(network, tmp_path):
    large = Network(SIZES, [1e5 * W for W in network.weights], network.biases)
    with pytest.raises(ValueError, match=r"W1 holds .* float16 ends at 65504: store .* float32"):
        save_network(large, tmp_path / "half.npz", stored_as="float16")
    assert not list(tmp_path.iterdir())


def test_a_name_goes_to_the_folder_of_stored_networks(network, tmp_path, monkeypatch):
    monkeypatch.setattr(storage, "FOLDER", tmp_path)
    assert stored_networks() == []
    save_network(network, "b")
    save_network(network, "a")
    assert stored_networks() == ["a", "b"]
    assert_same(load_network("a"), network)


def test_a_pickle_is_never_opened(path):
    opened = path.with_name("opened")

    class Trap:
        def __reduce__(self):
            return Path.touch, (opened,)

    with np.load(path) as file:
        arrays = dict(file)
    np.savez(path, **arrays | {"about": np.array([Trap()], dtype=object)})
    with pytest.raises(ValueError, match="is damaged or is not a network of this project"):
        load_network(path)
    assert not opened.exists()


def test_a_missing_name_lists_those_there_are(tmp_path):
    for name in ("ten-digit", tmp_path / "ten-digits.npz"):
        with pytest.raises(FileNotFoundError, match=r"no network '.*': choose one of .*ten-digits"):
            load_network(name)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: load_network(3), "3 is no network's name and no path: pass 'ten-digits' or so"),
        (lambda: save_network("ten-digits", "mine"), "network is a str: expected a Network"),
        (lambda: save_network(Network((2, 1)), "mine", "int8"), "stored_as='int8' is not there"),
    ],
)
def test_what_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


ABOUT = {"sizes": SIZES, "hidden": "tanh", "output": "sigmoid", "recipe": None, "seed": 7}


@pytest.mark.parametrize(
    "changes",
    [
        {"about": None},
        {"about": "no JSON"},
        {"about": json.dumps([1, 2])},
        {"about": json.dumps(ABOUT | {"recipe": "a word"})},
        {"W2": np.zeros((3, 5))},
        {"b1": np.full(4, np.nan)},
        {"start_b2": None},
        {"W9": np.zeros(3)},
    ],
    ids=str,
)
def test_a_file_from_elsewhere(path, changes):
    with np.load(path) as file:
        arrays = dict(file) | changes
    np.savez(path, **{name: array for name, array in arrays.items() if array is not None})
    with pytest.raises(ValueError, match=r"mine\.npz is damaged or is not a network"):
        load_network(path)


@pytest.mark.parametrize(
    "write", [lambda file: file.write(b"Hello."), lambda file: np.save(file, [3])]
)
def test_other_kinds_of_file(path, write):
    with path.open("wb") as file:
        write(file)
    with pytest.raises(ValueError, match="is not a network of this project"):
        load_network(path)
