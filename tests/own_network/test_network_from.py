"""Real and made networks from elsewhere answer here as they did there, and no lie stays quiet."""

import itertools

import numpy as np
import pytest

from helpers.digits import as_pixels, load_digits
from helpers.evaluation import accuracy
from helpers.network import HIDDEN, OUTPUT, Network
from helpers.own_images import FASHION, load_fashion
from helpers.own_network import EXAMPLES, network_from, trial
from helpers.storage import load_network, save_network

NORMALISED = {"prepare": lambda x: (x - 0.1307) / 0.3081}
SIGMOIDS = {"hidden": "sigmoid", "output": "sigmoid"}
IMAGES, LABELS = load_digits("test")
PIXELS = as_pixels(IMAGES[:100])
KNOWN = {  # the file: what has to be said, the sizes, the functions, right of 10,000 images
    "deep-learning-from-scratch.npz": ({}, (784, 50, 100, 10), "sigmoid", "softmax", "93.5%"),
    "keras-784-512-256-10.npz": ({}, (784, 512, 256, 10), "relu", "softmax", "97.4%"),
    "sklearn-mlp.npz": ({}, (784, 50, 10), "relu", "softmax", "93.5%"),
    "torch-normalised.npz": (NORMALISED, (784, 128, 10), "relu", "softmax", "97.3%"),
    "nielsen-network2.json": ({}, (784, 30, 10), "sigmoid", "sigmoid", "93.7%"),
}


def arrays(name):
    found = dict(np.load(EXAMPLES / name))
    return found, found.pop("expected")


@pytest.mark.parametrize("name", KNOWN)
def test_a_real_network_answers_as_it_did_where_it_was_trained(name):
    said, sizes, hidden, output, right = KNOWN[name]
    network, words = network_from(EXAMPLES / name, **said)
    assert (network.sizes, network.hidden, network.output) == (sizes, hidden, output)
    assert f"right on {right} of 10,000" in words
    if name.endswith(".npz"):
        expected = arrays(name)[1]
        ours = network.forward(PIXELS).outputs
        truth = np.exp(expected) if expected.max() <= 0 else expected  # PyTorch's logarithms
        np.testing.assert_allclose(ours, truth, rtol=0, atol=1e-5)
        assert "those of your network" in words


def test_a_real_network_that_needs_no_preparation_keeps_its_numbers_to_the_last_bit():
    given, _ = arrays("keras-784-512-256-10.npz")
    network, _ = network_from(EXAMPLES / "keras-784-512-256-10.npz")
    for kept, was in zip(network.weights, list(given.values())[::2], strict=True):
        np.testing.assert_array_equal(kept, was.T)


def test_it_can_be_stored_and_loaded_like_any_other(tmp_path):
    network, _ = network_from(EXAMPLES / "sklearn-mlp.npz", classes=[f"the {n}" for n in range(10)])
    save_network(network, tmp_path / "mine.npz")
    again = load_network(tmp_path / "mine.npz")
    assert again.classes == network.classes
    np.testing.assert_array_equal(again.forward(PIXELS).outputs, network.forward(PIXELS).outputs)


def made(sizes=(784, 12, 8, 10), hidden="tanh", output="softmax", seed=0, scale=2.0):
    rng = np.random.default_rng(seed)
    weights = [rng.normal(0, scale / np.sqrt(m), (n, m)) for m, n in itertools.pairwise(sizes)]
    biases = [rng.normal(0, 0.3, n) for n in sizes[1:]]
    return Network(sizes, weights, biases, hidden, output)


def flat(network):
    return [a for pair in zip(network.weights, network.biases, strict=True) for a in pair]


ENDS = [(output, ends_in) for output in OUTPUT for ends_in in ("outputs", "scores")]


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize(("output", "ends_in"), [*ENDS, ("softmax", "logarithms")])
def test_functions_are_found_by_the_outputs(hidden, output, ends_in):
    network = made(hidden=hidden, output=output)
    run = network.forward(PIXELS)
    expected = {"outputs": run.outputs, "scores": run.scores, "logarithms": np.log(run.outputs)}
    found, words = network_from(flat(network), expected=expected[ends_in])
    assert found.hidden == hidden
    # Scores do not say what follows them.
    assert found.output == ("softmax" if ends_in == "scores" else output)
    assert ("Yours ends in" in words) == (ends_in != "outputs")


@pytest.mark.parametrize("shape", ["(n,)", "(n, 1)", "(n, 2)"])
def test_one_output_becomes_two_classes(shape):
    rng = np.random.default_rng(3)
    W1, b1, w, b = rng.normal(0, 0.1, (5, 784)), rng.normal(size=5), rng.normal(size=(1, 5)), [0.3]
    p = 1 / (1 + np.exp(-(np.tanh(PIXELS @ W1.T + b1) @ w[0] + b)))
    expected = {"(n,)": p, "(n, 1)": p[:, np.newaxis], "(n, 2)": np.stack([1 - p, p], axis=1)}
    network, words = network_from([W1, b1, w, b], expected=expected[shape])
    assert network.sizes == (784, 5, 2)
    outputs = network.forward(PIXELS).outputs
    np.testing.assert_allclose(outputs, np.stack([1 - p, p], axis=1), rtol=0, atol=1e-5)
    assert "two classes, 1 − p and p" in words
    assert "2,115 zeros and ones" in words


def test_a_network_for_smaller_images_is_read_with_what_shrinks_them():
    def shrunk(x):
        return x.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)).reshape(len(x), 196)

    small = made((196, 9, 10), "sigmoid")
    expected = small.forward(shrunk(PIXELS)).outputs
    network, _ = network_from(flat(small), prepare=shrunk, expected=expected)
    assert network.sizes == (784, 9, 10)
    np.testing.assert_allclose(network.forward(PIXELS).outputs, expected, rtol=0, atol=1e-5)


def test_the_start_is_prepared_alike():
    before, after = made(seed=1), made(seed=2)
    network, _ = network_from(flat(after), "tanh", "softmax", start=flat(before), **NORMALISED)
    same, _ = network_from(flat(before), "tanh", "softmax", **NORMALISED)
    np.testing.assert_array_equal(network.start.weights[0], same.weights[0])
    with pytest.raises(ValueError, match="before training"):
        network_from(flat(after), "tanh", "softmax", start=flat(made((784, 5, 10))))


def test_an_object_with_weights_and_biases_is_asked_for_its_answers():
    class Book:
        def __init__(self, network):
            self.network = network
            self.weights = network.weights
            self.biases = [b[:, np.newaxis] for b in network.biases]

        def feedforward(self, column):
            assert column.shape == (784, 1)
            return self.network.forward(column[:, 0]).outputs[:, np.newaxis]

    network, words = network_from(Book(made(hidden="sigmoid", output="sigmoid")))
    assert (network.hidden, network.output) == ("sigmoid", "sigmoid")
    assert "On 1,000 images its outputs are those" in words


# What was quiet once and is not any more.


def test_a_softmax_taken_for_a_sigmoid_is_refused():
    network = made(hidden="sigmoid", output="sigmoid")
    expected = network.forward(PIXELS).outputs
    with pytest.raises(
        ValueError, match=r"hidden='sigmoid' and output='sigmoid' they are the same"
    ):
        network_from(flat(network), output="softmax", expected=expected)


def test_functions_that_nobody_named_are_asked_for_with_what_each_would_answer():
    given, _ = arrays("keras-784-512-256-10.npz")
    with pytest.raises(ValueError, match=r"add hidden=.+ output=.+ expected=.+37\.6%.+97\.4%"):
        network_from(given)
    with pytest.raises(ValueError, match=r"add output=, softmax or sigmoid;"):
        network_from(given, hidden="relu")


def test_a_forgotten_normalisation_is_named_by_the_outputs():
    with pytest.raises(
        ValueError, match=r"\(x - 0\.1307\) / 0\.3081, hidden='relu' and output='softmax' they"
    ):
        network_from(EXAMPLES / "torch-normalised.npz")


def test_a_wrong_preparation_is_told_the_right_one():
    with pytest.raises(
        ValueError, match=r"With prepare=lambda x: \(x - 0\.1307\) / 0\.3081, hidden='relu'"
    ):
        network_from(EXAMPLES / "torch-normalised.npz", prepare=lambda x: (x - 0.5) / 0.5)


def test_a_forgotten_normalisation_is_noticed_without_the_outputs():
    given, _ = arrays("torch-normalised.npz")
    _, words = network_from(given, "relu", "softmax")
    assert "right on 95.8%" in words
    assert "But with prepare=lambda x: (x - 0.1307) / 0.3081" in words


def test_forgotten_bytes_and_a_forgotten_scaler_are_noticed():
    given, expected = arrays("sklearn-mlp.npz")
    W1, W2, b1, b2 = given.values()
    bytes_ = [W1 / 255, b1, W2, b2]
    with pytest.raises(ValueError, match=r"With prepare=lambda x: 255 \* x, hidden='relu'"):
        network_from(bytes_, expected=expected)
    images = load_digits("train")[0][:5_000] / 255
    mean, std = images.mean(axis=0), images.std(axis=0)
    std[std == 0] = 1
    scaled = [W1 * std[:, np.newaxis], b1 + mean @ W1, W2, b2]
    _, words = network_from(scaled, "relu", "softmax")
    assert "But with prepare=lambda x: " in words
    _, words = network_from(scaled, prepare=lambda x: (x - mean) / std, expected=expected)
    assert "those of your network" in words


@pytest.mark.parametrize("name", [name for name in KNOWN if not KNOWN[name][0]])
def test_no_network_that_needs_no_preparation_is_told_of_one(name):
    assert "But with prepare" not in network_from(EXAMPLES / name)[1]


def test_weights_of_pixels_without_ink_tell_whether_paper_was_zero():
    normalised = trial.moved_together(arrays("torch-normalised.npz")[0]["1.weight"])
    others = [network_from(EXAMPLES / n)[0].weights[0] for n in KNOWN if not KNOWN[n][0]]
    others += [load_network(n).weights[0] for n in ("ten-digits", "ten-digits-book", "two-layers")]
    assert normalised > 10
    assert all(trial.moved_together(weights) < 2 for weights in others)


def with_a_square_layer():
    """The tidy network's arrays, with a layer more that hands its neurons on in another order."""
    trained = load_network("ten-digits")
    (W1, W2), (b1, b2) = trained.weights, trained.biases
    order = np.random.default_rng(0).permutation(100)
    passed_on = 10 * np.eye(100)[order]
    return [W1, b1, passed_on, np.full(100, -5.0), W2[:, order], b2]


def test_a_square_layer_the_wrong_way_round_is_turned_where_outputs_are_known():
    right = with_a_square_layer()
    network = Network((784, 100, 100, 10), right[::2], right[1::2])
    expected = network.forward(PIXELS).outputs
    wrong = [*right[:2], right[2].T, *right[3:]]
    found, words = network_from(wrong, expected=expected)
    np.testing.assert_allclose(found.forward(PIXELS).outputs, expected, rtol=0, atol=1e-5)
    assert "those of your network" in words


def test_a_square_layer_the_wrong_way_round_is_turned_and_told_where_they_are_not():
    right = with_a_square_layer()
    wrong = [*right[:2], right[2].T, *right[3:]]
    for given, turned in ((right, False), (wrong, True)):
        network, words = network_from(given, "sigmoid", "softmax")
        assert accuracy(network, IMAGES, LABELS) > 0.9
        assert ("do not say which way round" in words) == turned


def test_outputs_that_are_those_of_nothing_are_refused_with_what_to_look_at():
    given, expected = arrays("sklearn-mlp.npz")
    with pytest.raises(ValueError, match=r"differ by up to .+prepare=.+images="):
        network_from(given, expected=expected[::-1])


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (np.zeros(100, int), "not the answers alone"),
        (np.zeros((100, 9)), r"\(n, 10\)"),
        (np.zeros((10_001, 10)), "pass images= too"),
        (np.full((100, 10), np.nan), "NaN"),
        ("outputs", "expected"),
    ],
)
def test_outputs_that_cannot_be_compared_are_refused(expected, words):
    with pytest.raises(ValueError, match=words):
        network_from(arrays("sklearn-mlp.npz")[0], expected=expected)


@pytest.mark.parametrize("source", [3, None, object(), {1, 2}])
def test_what_is_no_network_is_refused(source):
    with pytest.raises(ValueError, match="no network that can be read: expected a model"):
        network_from(source)


def test_names_of_libraries_are_understood():
    given, _ = arrays("sklearn-mlp.npz")
    assert network_from(given, "ReLU", "Softmax")[0].hidden == "relu"
    assert Network((2, 2), hidden="logistic").hidden == "sigmoid"
    assert Network((2, 2), hidden="LeakyReLU").hidden == "leaky relu"
    with pytest.raises(ValueError, match="'gelu' is not there: choose one of sigmoid"):
        network_from(given, "gelu", "softmax")


def test_right_answers_are_counted_on_the_images_that_are_given():
    network = made((784, 4, 3), "tanh")
    images, labels = IMAGES[:50], LABELS[:50] % 3
    words = network_from(flat(network), "tanh", "softmax", images=images, labels=labels)[1]
    assert "of 50 images" in words
    assert "not counted" in network_from(flat(network), "tanh", "softmax")[1]


def test_clothes_are_not_counted_among_digits():
    network = made((784, 4, 10), "tanh")
    _, words = network_from(flat(network), "tanh", "softmax", classes=FASHION)
    assert "not counted" in words
    some = {"images": load_fashion()[0], "labels": load_fashion()[1]}
    _, words = network_from(flat(network), "tanh", "softmax", classes=FASHION, **some)
    assert "of 2,000 images" in words


def test_the_start_of_a_square_layer_is_turned_as_the_network_is():
    right = with_a_square_layer()
    wrong = [*right[:2], right[2].T, *right[3:]]
    network, _ = network_from(wrong, "sigmoid", "softmax", start=wrong)
    np.testing.assert_array_equal(network.start.weights[1], network.weights[1])
