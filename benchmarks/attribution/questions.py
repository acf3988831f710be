"""What everyone is asked about: networks, images, orders; and how an answer is kept and timed."""

import time
from collections import deque
from functools import cached_property
from types import GeneratorType

import numpy as np

from helpers.digits import as_pixels, load_digits
from helpers.storage import load_network

DIGIT = 18  # the test image of a 3
MANY = 100  # images for integrated gradients
STEPS = 50
ORDERS = 100  # of Shapley's walks
SEED = 5
ONE_SCORE = ", one score"  # how the name of a way ends that gives the answer's score only
LONG_ENOUGH = 0.1  # seconds: what is quicker is repeated within one turn
MOST = 100


class Answers:
    """One side, numpy or Captum: its ways to answer each question, by name.

    Attributes
    ----------
    ways : dict of (question, way) to callable
        Each returns an array, a list with one for each layer, or a generator where all together
        would be large.
    """

    def __init__(self):
        self.ways, self.times = {}, {}

    @cached_property
    def deep(self):
        return load_network("two-layers")

    @cached_property
    def flat(self):
        return load_network("ten-digits")

    @cached_property
    def test(self):
        return as_pixels(load_digits("test")[0])

    @cached_property
    def image(self):
        return self.test[DIGIT].copy()

    @cached_property
    def white(self):
        return np.ones_like(self.image)

    @cached_property
    def own_of_one(self):
        """The deep network's answer to the image."""
        return self.deep.forward(self.image).answer

    @cached_property
    def own_of_many(self):
        """Its answers to the first images."""
        return self.deep.forward(self.test[:MANY]).answer

    @cached_property
    def own_of_all(self):
        """The flat network's answers to all test images."""
        return self.flat.forward(self.test).answer

    @cached_property
    def lit(self):
        return np.flatnonzero(self.image)

    @property
    def orders(self):
        """In which order the lit pixels appear in each walk, as positions among themselves."""
        rng = np.random.default_rng(SEED)
        return (rng.permutation(len(self.lit)) for _ in range(ORDERS))

    def ways_for(self, question):
        return [way for asked, way in self.ways if asked == question]

    def answer(self, question, way, path):
        """Keep a way's values in a file, and find out how often a turn has to repeat it."""
        self.ways[question, way]()  # the first time warms up
        began = time.perf_counter()
        found = self.ways[question, way]()
        if isinstance(found, GeneratorType):
            found = np.stack(list(found))
        if isinstance(found, list):
            found = np.hstack(found)
        took = time.perf_counter() - began
        np.save(path, found)
        self.times[question, way] = int(np.clip(LONG_ENOUGH / took, 1, MOST))

    def seconds(self, question, way):
        """Seconds that a way takes, the mean over a turn."""
        call, times = self.ways[question, way], self.times[question, way]
        began = time.perf_counter()
        for _ in range(times):
            found = call()
            if isinstance(found, GeneratorType):
                deque(found, maxlen=0)
        return (time.perf_counter() - began) / times
