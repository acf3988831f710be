"""Models of Keras, PyTorch and scikit-learn as they are: `make test-own` installs these first.

Each is trained for a moment on real images, so that none of its numbers is one it started with.
"""

import os

import numpy as np
import pytest

from helpers.digits import as_pixels, load_digits
from helpers.own_network import network_from

os.environ.setdefault("KERAS_BACKEND", "torch")
WHY = "is not installed here: 'make test-own' runs this in an environment that has it"
X, Y = (part[:2_000] for part in load_digits("train"))
X = as_pixels(X)
TEST = as_pixels(load_digits("test")[0][:1_000])
TWO = Y < 2


def normalised(x):
    return (x - 0.1307) / 0.3081


def opened(model, truth, **said):
    """The network, which has to answer as its library did, and the words."""
    network, words = network_from(model, **said)
    ours = network.forward(TEST).outputs
    if np.ndim(truth) == 1 or truth.shape[1] == 1:
        ours = ours[:, 1].reshape(truth.shape)
    np.testing.assert_allclose(ours, truth, rtol=0, atol=1e-5)
    assert "On 1,000 images its outputs are those of your network" in words
    return network, words


class TestKeras:
    @pytest.fixture(autouse=True)
    def library(self):
        self.keras = pytest.importorskip("keras", reason=f"Keras {WHY}")

    def fitted(self, *layers, x=X, y=Y, loss="sparse_categorical_crossentropy"):
        model = self.keras.Sequential([self.keras.Input(x.shape[1:]), *layers])
        model.compile("adam", loss)
        model.fit(x, y, verbose=0)
        return model

    def test_dense_layers_with_dropout(self):
        layers = self.keras.layers
        model = self.fitted(
            layers.Dense(32, activation="relu"), layers.Dropout(0.2),
            layers.Dense(16, activation="relu"), layers.Dense(10, activation="softmax"),
        )  # fmt: skip
        network, words = opened(model, model.predict(TEST, verbose=0))
        assert network.sizes == (784, 32, 16, 10)
        assert "became part" not in words

    def test_flat_images_and_scores_at_the_end(self):
        layers, x = self.keras.layers, X.reshape(-1, 28, 28)
        loss = self.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        model = self.fitted(
            layers.Flatten(), layers.Dense(32, activation="relu"), layers.Dense(10), x=x, loss=loss
        )
        scores = model.predict(TEST.reshape(-1, 28, 28), verbose=0)
        truth = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
        assert "Yours ends in scores; here their softmax" in opened(model, truth)[1]

    def test_normalisations_before_and_between(self):
        layers = self.keras.layers
        model = self.fitted(
            layers.Rescaling(1 / 255), layers.Dense(32), layers.BatchNormalization(),
            layers.Activation("relu"), layers.Dense(10, activation="softmax"), x=255 * X,
        )  # fmt: skip
        truth = model.predict(255 * TEST, verbose=0)
        assert "What prepare does, rescaling" in opened(model, truth, prepare=lambda x: 255 * x)[1]

    def test_a_functional_model_and_a_model_inside_a_model(self):
        layers = self.keras.layers
        inner = self.keras.Sequential([self.keras.Input((784,)), layers.Dense(9, "tanh")])
        image = self.keras.Input((784,))
        model = self.keras.Model(image, layers.Dense(10, "softmax")(inner(image)))
        opened(model, model.predict(TEST, verbose=0))

    def test_one_output(self):
        layer = self.keras.layers.Dense(1, activation="sigmoid")
        model = self.fitted(layer, x=X[TWO], y=Y[TWO], loss="binary_crossentropy")
        assert opened(model, model.predict(TEST, verbose=0))[0].sizes == (784, 2)

    def test_a_convolution_is_a_weighted_sum_too(self):
        layers, x = self.keras.layers, X.reshape(-1, 28, 28, 1)
        model = self.fitted(
            layers.Conv2D(4, 5, strides=4, activation="relu"), layers.Flatten(),
            layers.Dense(10, activation="softmax"), x=x,
        )  # fmt: skip
        network, _ = opened(model, model.predict(TEST.reshape(-1, 28, 28, 1), verbose=0))
        assert network.sizes == (784, 144, 10)

    def test_what_cannot_be_shown_is_named(self):
        layers = self.keras.layers
        for activation in ("leaky_relu", "elu", "gelu", "hard_sigmoid"):
            model = self.fitted(
                layers.Dense(8, activation=activation, name="odd"), layers.Dense(10, "softmax")
            )
            with pytest.raises(ValueError, match="the activation of odd is neither a weighted sum"):
                network_from(model)
            assert model.layers[0].activation.__name__ == activation  # as it was
        pool = [layers.Reshape((28, 28, 1)), layers.MaxPooling2D(name="pool"), layers.Flatten()]
        with pytest.raises(ValueError, match="pool is neither a weighted sum"):
            network_from(self.fitted(*pool, layers.Dense(10, "softmax")))
        mixed = [layers.Dense(8, "tanh"), layers.Dense(8, "relu"), layers.Dense(10, "softmax")]
        with pytest.raises(ValueError, match="are tanh, then relu, then softmax"):
            network_from(self.fitted(*mixed))
        with pytest.raises(ValueError, match=r"call it on an image first"):
            network_from(self.keras.Sequential([layers.Dense(10)]))


class TestPyTorch:
    @pytest.fixture(autouse=True)
    def library(self):
        self.torch = pytest.importorskip("torch", reason=f"PyTorch {WHY}")

    def fitted(self, model, x=X, y=Y, loss=None):
        optimizer = self.torch.optim.Adam(model.parameters())
        loss, x, y = loss or self.torch.nn.CrossEntropyLoss(), *map(self.torch.tensor, (x, y))
        for begin in range(0, len(x), 50):
            optimizer.zero_grad()
            loss(model(x[begin : begin + 50]), y[begin : begin + 50]).backward()
            optimizer.step()
        return model

    def truth(self, model, x=TEST):
        with self.torch.no_grad():
            answer = model.eval()(self.torch.tensor(x))
        model.train()
        return answer.numpy()

    def softmax(self, model, x=TEST):
        return self.torch.softmax(self.torch.tensor(self.truth(model, x)), 1).numpy()

    def test_normalised_pixels_and_log_softmax(self):
        nn = self.torch.nn
        model = nn.Sequential(
            nn.Flatten(), nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 10), nn.LogSoftmax(1)
        )
        self.fitted(model, normalised(X).reshape(-1, 1, 28, 28), loss=nn.NLLLoss())
        words = opened(model, np.exp(self.truth(model, normalised(TEST))), prepare=normalised)[1]
        assert "Yours ends in logarithms of shares" in words
        assert "But with prepare=lambda x: (x - 0.1307) / 0.3081" in network_from(model)[1]

    def test_a_class_of_ones_own(self):
        torch = self.torch

        class Net(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.fc1, self.fc2 = torch.nn.Linear(784, 24), torch.nn.Linear(24, 10)

            def forward(self, x):
                x = torch.tanh(self.fc1(x.view(x.size(0), -1)))
                x = torch.nn.functional.dropout(x, 0.2, self.training)
                return torch.nn.functional.log_softmax(self.fc2(x), dim=1)

        model = self.fitted(Net(), X.reshape(-1, 1, 28, 28), loss=torch.nn.NLLLoss())
        opened(model, np.exp(self.truth(model)))
        assert model.training  # as it was

    def test_batch_normalisation_on_both_sides_of_a_relu(self):
        nn = self.torch.nn
        model = nn.Sequential(
            nn.Linear(784, 24), nn.BatchNorm1d(24), nn.ReLU(inplace=True), nn.Dropout(0.2),
            nn.Linear(24, 16), nn.ReLU(), nn.BatchNorm1d(16), nn.Linear(16, 10),
        )  # fmt: skip
        network, words = opened(self.fitted(model), self.softmax(model))
        assert network.sizes == (784, 24, 16, 10)
        assert "BatchNorm1d" in words

    def test_one_output(self):
        nn = self.torch.nn
        model = nn.Sequential(
            nn.Linear(784, 3), nn.Sigmoid(), nn.Linear(3, 1), nn.Sigmoid(), nn.Flatten(0)
        )
        self.fitted(model, X[TWO], Y[TWO].astype(np.float32), nn.BCELoss())
        assert opened(model, self.truth(model))[0].sizes == (784, 3, 2)

    def test_its_arrays_alone(self):
        nn = self.torch.nn
        model = self.fitted(nn.Sequential(nn.Linear(784, 16), nn.LeakyReLU(), nn.Linear(16, 10)))
        expected = self.torch.tensor(self.truth(model))
        for arrays in (model.state_dict(), list(model.parameters())):
            network, _ = network_from(arrays, expected=expected)
            assert network.hidden == "leaky relu"
            np.testing.assert_allclose(
                network.forward(TEST).outputs, self.softmax(model), atol=1e-5
            )

    def test_what_cannot_be_shown_is_named(self):
        torch = self.torch

        class Skip(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.a, self.b = torch.nn.Linear(784, 784), torch.nn.Linear(784, 10)

            def forward(self, x):
                return self.b(x + torch.relu(self.a(x)))

        class If(Skip):
            def forward(self, x):
                return self.b(x) if x.sum() > 0 else self.b(-x)

        with pytest.raises(ValueError, match="as a skip connection does"):
            network_from(Skip())
        with pytest.raises(ValueError, match="cannot be followed"):
            network_from(If())
        for odd in (torch.nn.ELU(), torch.nn.GELU(), torch.nn.LayerNorm(8)):
            model = torch.nn.Sequential(torch.nn.Linear(784, 8), odd, torch.nn.Linear(8, 10))
            with pytest.raises(ValueError, match=r"layer 1 \(\w+\) is neither a weighted sum"):
                network_from(model)
        with pytest.raises(ValueError, match=r"does not take images of 784 numbers .+ prepare="):
            network_from(torch.nn.Linear(64, 10))


class TestScikitLearn:
    @pytest.fixture(autouse=True)
    def library(self):
        pytest.importorskip("sklearn", reason=f"scikit-learn {WHY}")

    def network(self, **how):
        from sklearn.neural_network import MLPClassifier

        return MLPClassifier((24,), max_iter=4, random_state=0, **how)

    @pytest.mark.filterwarnings("ignore:Stochastic Optimizer|lbfgs failed")
    def test_networks_behind_scalers_and_components(self):
        from sklearn.decomposition import PCA
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import MinMaxScaler, StandardScaler

        for model in (
            self.network(),
            make_pipeline(StandardScaler(), self.network()),
            make_pipeline(MinMaxScaler(), PCA(30), self.network(activation="tanh")),
            LogisticRegression(max_iter=10),
        ):
            opened(model.fit(X, Y), model.predict_proba(TEST))
        model = self.network(activation="logistic").fit(255 * X, Y)
        opened(model, model.predict_proba(255 * TEST), prepare=lambda x: 255 * x)

    @pytest.mark.filterwarnings("ignore:Stochastic Optimizer|lbfgs failed")
    def test_two_digits_keep_their_names(self):
        some = (Y == 3) | (Y == 8)
        model = self.network().fit(X[some], Y[some])
        network, words = opened(model, model.predict_proba(TEST))
        assert network.classes == ("3", "8")
        assert "of 1,984 images of 3 and 8" in words

    @pytest.mark.filterwarnings("ignore:Stochastic Optimizer|lbfgs failed")
    def test_what_cannot_be_shown_is_named(self):
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import Normalizer

        with pytest.raises(ValueError, match="Normalizer is neither a weighted sum"):
            network_from(make_pipeline(Normalizer(), self.network()).fit(X, Y))
        with pytest.raises(ValueError, match=r"takes \(64,\) and not 784 numbers"):
            network_from(self.network().fit(X[:, 300:364], Y))
        with pytest.raises(ValueError, match="not fitted yet"):
            network_from(self.network())
