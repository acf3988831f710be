"""The questions answered by Captum, with the same weights in a torch module."""

import numpy as np
import torch
from captum.attr import (
    FeatureAblation,
    IntegratedGradients,
    LayerFeatureAblation,
    Occlusion,
    ShapleyValueSampling,
)

from benchmarks.attribution.questions import ONE_SCORE, ORDERS, STEPS, Answers

AT_ONCE = 16  # changed images in one forward pass: of 1 to 784 tried, the quickest
ROWS = 500  # images in one backward pass, likewise


class Contestant(Answers):
    """By Captum's documentation; where it can put several images into one pass, as it likes best.

    It gives the value as it is minus the value when changed: the other sign than an effect.
    """

    def __init__(self):
        super().__init__()
        self.deep_module, self.flat_module = (as_module(n) for n in (self.deep, self.flat))
        self.rows = torch.from_numpy(self.test)
        self.one, black = torch.from_numpy(self.image)[None], torch.zeros(1, 784)
        self.own = torch.from_numpy(self.own_of_all)
        white = torch.ones(1, 784)
        for question, inputs, changed in (
            ("alone", black, self.one),
            ("alone, white", black, white),
            ("removed", self.one, black),
        ):
            given = {"inputs": inputs, "baselines": changed}
            self.ways |= {
                (question, "Captum FeatureAblation"): self.each(FeatureAblation, **given),
                (question, "Captum FeatureAblation" + ONE_SCORE): self.each_own(
                    FeatureAblation, **given
                ),
                (question, "Captum Occlusion" + ONE_SCORE): self.each_own(
                    Occlusion, **given, sliding_window_shapes=(1,)
                ),
            }
        self.ways |= {
            ("path, one", "Captum IntegratedGradients"): self.path_of_one,
            ("path, many", "Captum IntegratedGradients"): self.paths,
            ("units", "Captum LayerFeatureAblation" + ONE_SCORE): self.units,
            (
                "units",
                "Captum FeatureAblation of the last layer" + ONE_SCORE,
            ): self.units_of_last_layer,
            ("shapley", "Captum ShapleyValueSampling"): self.shapley,
        }

    def each(self, method, **given):
        """Every node of every layer, as one long output."""
        asked = method(self.every_node)
        return lambda: -asked.attribute(**given, perturbations_per_eval=AT_ONCE).numpy().T

    def each_own(self, method, **given):
        """The score of the answer only."""
        asked = method(self.deep_module)
        given |= {"target": self.own_of_one, "perturbations_per_eval": AT_ONCE}
        return lambda: -asked.attribute(**given).numpy()[0]

    def every_node(self, x):
        found = []
        for layer in self.deep_module:
            x = layer(x)
            found.append(x)
        return torch.cat([*found, torch.softmax(x, dim=1)], dim=1)

    def path_of_one(self):
        """One copy of the image for each score."""
        return self.integrated(self.one.expand(10, -1), torch.arange(10))

    def paths(self):
        digits = torch.from_numpy(self.own_of_many)
        return self.integrated(self.rows[: len(digits)], digits)

    def integrated(self, rows, digits):
        asked = IntegratedGradients(self.deep_module)
        rule = {"method": "riemann_middle", "n_steps": STEPS, "internal_batch_size": ROWS}
        return asked.attribute(rows, target=digits, **rule).numpy()

    def units(self):
        asked = LayerFeatureAblation(self.flat_module, self.flat_module[1])
        return asked.attribute(self.rows, target=self.own).numpy()

    def units_of_last_layer(self):
        """What an expert might do: the first layer once, then ablation of the last one's input."""
        first, activation, last = self.flat_module
        with torch.no_grad():
            hidden = activation(first(self.rows))
        return FeatureAblation(last).attribute(hidden, target=self.own).numpy()

    def shapley(self):
        """On our orders; all dark pixels together are one more, the last of each order."""
        asked, last = ShapleyValueSampling(self.deep_module), len(self.lit)
        features = torch.full((1, 784), last)
        features[0, self.lit] = torch.arange(last)
        asked.permutation_generator = lambda *_: ([*order.tolist(), last] for order in self.orders)
        found = asked.attribute(
            self.one, feature_mask=features, n_samples=ORDERS, perturbations_per_eval=AT_ONCE
        )
        return found.numpy()[0].T


def as_module(network):
    """The same weights as layers of torch, up to the scores."""
    layers = []
    for W, b in zip(network.weights, network.biases, strict=True):
        layer = torch.nn.Linear(*W.shape[::-1])
        layer.weight.data, layer.bias.data = (torch.from_numpy(np.array(a)) for a in (W, b))
        layers += [layer, torch.nn.Sigmoid()]
    return torch.nn.Sequential(*layers[:-1]).requires_grad_(False)
