"""Interrupts at random moments of a training: the last finished epoch's network is usable."""

import json

import pytest

from tests.faults.interrupted import EPOCHS, IMAGES, LABELS, START, WatchTraining, epochs
from tests.faults.kernel import python


@pytest.mark.parametrize(("way", "times"), [("loop", 20), ("explorer", 6)])
def test_interrupted_at_random_moments(way, times):
    lines = python("-m", "tests.faults.interrupted", way, str(times))
    found = [json.loads(line) for line in lines.splitlines()]
    assert all(moment["same"] for moment in found), found
    numbers = [moment["number"] for moment in found if moment["number"] < EPOCHS]
    assert len(numbers) == times
    assert len(set(numbers)) > times // 3, f"always at the same moment: {found}"


def test_stop_leaves_the_network_of_an_epoch_bit_for_bit():
    watch = WatchTraining(epochs, EPOCHS, START, IMAGES[:50], LABELS[:50])
    watch.epoch.observe(lambda change: watch.stop.click() if change.new == 2 else None, "value")
    watch.start.click()
    watch.wait()
    expected = [epoch.network for epoch, _ in zip(epochs(), range(3), strict=False)]
    assert len(watch.networks) == 3, "Stop ends after the epoch that is running"
    for found, network in zip(watch.networks[1:], expected, strict=False):
        assert all((a == b).all() for a, b in zip(found.weights, network.weights, strict=True))
