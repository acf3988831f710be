"""Interrupts at random moments of a training: the last finished epoch's network is usable."""

import pytest

from tests.faults.interrupted import epochs, same, watched
from tests.faults.kernel import python


@pytest.mark.parametrize(("way", "times"), [("loop", 20), ("explorer", 6)])
def test_interrupted_at_random_moments(way, times):
    numbers = python("tests.faults.interrupted", way, str(times)).split()
    assert len(numbers) == times
    assert len(set(numbers)) > times // 3, f"always at the same moment: {numbers}"


def test_stop_leaves_the_network_of_an_epoch_bit_for_bit():
    watch = watched()
    watch.epoch.observe(lambda change: watch.stop.click() if change.new == 2 else None, "value")
    watch.start.click()
    watch.wait()
    assert len(watch.networks) == 3, "Stop ends after the epoch that is running"
    assert all(map(same, watch.networks[1:], (epoch.network for epoch in epochs())))
