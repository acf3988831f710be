"""PyTorch as its tutorials write it: nn.Sequential, CrossEntropyLoss, SGD; no DataLoader.

The images are one float tensor and a batch is an indexing of it, which is faster than a DataLoader.
"""

import torch
from torch import nn

from benchmarks.training.contestants.base import OnFloats


class Contestant(OnFloats):
    def prepare(self, images, labels):
        super().prepare(images, labels)
        torch.manual_seed(self.recipe.seed)
        self.inputs, self.classes = torch.from_numpy(self.X), torch.tensor(labels)
        self.linear = [nn.Linear(n, m) for m, n in (W.shape for W in self.weights)]
        layers = [layer for linear in self.linear for layer in (linear, nn.Sigmoid())][:-1]
        self.model, self.loss = nn.Sequential(*layers), nn.CrossEntropyLoss()
        with torch.no_grad():
            for linear, W, b in zip(self.linear, self.weights, self.biases, strict=True):
                linear.weight.copy_(torch.from_numpy(W))
                linear.bias.copy_(torch.from_numpy(b))
        weights = {"params": [a.weight for a in self.linear], "weight_decay": self.recipe.l2}
        biases = {"params": [a.bias for a in self.linear]}
        self.optimizer = torch.optim.SGD([weights, biases], lr=self.recipe.learning_rate)

    def one_pass(self, order):
        n = self.recipe.images
        order = torch.randperm(n) if order is None else torch.from_numpy(order)
        for i in range(0, n - self.recipe.batch_size + 1, self.recipe.batch_size):
            rows = order[i : i + self.recipe.batch_size]
            loss = self.loss(self.model(self.inputs[rows]), self.classes[rows])
            self.optimizer.zero_grad()
            loss.backward()
            self.optimizer.step()

    def parameters(self):
        return [[get(a).detach().numpy() for a in self.linear] for get in (_weight, _bias)]


def _weight(linear):
    return linear.weight


def _bias(linear):
    return linear.bias
