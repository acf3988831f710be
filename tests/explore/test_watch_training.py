"""Watching a network train: run, Start and Stop, interrupts, looking back, and the bar."""

import threading

import numpy as np
import pytest

from helpers.digits import as_pixels
from helpers.explore import WatchTraining, progress, training

NONE_LEFT = 20  # seconds to wait for a thread before a test fails


@pytest.fixture
def watch(build):
    return build("WatchTraining")


def measured(network, images, labels):
    """Share of images answered rightly, and each digit's, counted one by one."""
    right = {digit: [] for digit in range(3)}
    for image, label in zip(images, labels, strict=True):
        right[label].append(network.forward(as_pixels(image)).answer == label)
    return np.mean(np.concatenate(list(right.values()))), [np.mean(r) for r in right.values()]


def drawn(ax):
    return [line.get_ydata() for line in ax.lines]


def wall_of(watch):
    """The six pictures of 28×28 on the wall, as rows of 784."""
    tiles = watch.wall.images[0].get_array()
    return np.array([tiles[1:29, 29 * j + 1 : 29 * j + 29].ravel() for j in range(6)])


def check_page(watch, now, networks, epochs, images, labels, numbers_in):
    shares, recalls = zip(*(measured(n, images, labels) for n in networks[: now + 1]), strict=True)
    losses = [epoch.loss for epoch in epochs[:now]]
    np.testing.assert_allclose(drawn(watch.loss)[0], losses)
    np.testing.assert_allclose(drawn(watch.rates)[0], shares)
    np.testing.assert_allclose(drawn(watch.rates)[1], [min(r) for r in recalls])
    np.testing.assert_array_equal(wall_of(watch), networks[now].weights[0])
    worst = int(np.argmin(recalls[now]))
    rates = [100 * shares[now], worst, 100 * recalls[now][worst], worst]
    begin = [now, 3, losses[-1]] if now else []
    assert numbers_in(watch.text) == pytest.approx([*begin, *rates], abs=0.051)
    assert watch.text.startswith("Before training" if now == 0 else "After")


def test_run_trains_to_the_end_and_any_epoch_can_be_looked_back_at(
    watch, network, epochs, images, labels, numbers_in
):
    networks = [network, *(epoch.network for epoch in epochs)]
    check_page(watch, 0, networks, epochs, images, labels, numbers_in)
    assert watch.run() is watch.network is networks[-1]
    assert watch.networks == networks
    assert watch.epoch.value == watch.epoch.max == watch.bar.value == watch.bar.max == 3
    for now in (3, 1, 0, 2):
        watch.epoch.value = now
        check_page(watch, now, networks, epochs, images, labels, numbers_in)


def test_page_follows_each_epoch_while_it_trains(build, watch, epochs):
    seen = []

    def trained():
        for epoch in epochs:
            seen.append((watch.epoch.value, watch.bar.value, watch.screen.picture.value))
            assert watch.start.disabled and not watch.stop.disabled
            yield epoch

    watch.make_epochs = trained
    watch.run()
    assert [place[:2] for place in seen] == [(0, 0), (1, 1), (2, 2)]
    assert len({picture for _, _, picture in seen}) == 3
    assert watch.stop.disabled and not watch.start.disabled


def test_view_shows_what_training_added(watch, network, epochs):
    watch.run()
    watch.view.value = "weights − start"
    added = epochs[2].network.weights[0] - network.weights[0]
    np.testing.assert_allclose(wall_of(watch), added, atol=1e-6)
    largest = np.abs(added).max()
    assert watch.wall.images[0].get_clim() == pytest.approx((-largest, largest))


def test_run_a_few_epochs_and_then_from_the_beginning(watch, network, epochs):
    assert watch.run(2) is epochs[1].network
    assert (len(watch.networks), watch.epoch.max) == (3, 2)
    assert watch.run(1) is epochs[0].network
    assert watch.networks == [network, epochs[0].network]
    assert (watch.epoch.value, watch.epoch.max, watch.bar.value) == (1, 1, 1)
    assert watch.losses == [epochs[0].loss]


def gated(epochs):
    """A training that begins an epoch only when it is let, and says when it has begun."""
    begun, let = threading.Semaphore(0), threading.Semaphore(0)

    def trained():
        for epoch in epochs:
            begun.release()
            assert let.acquire(timeout=NONE_LEFT)
            yield epoch

    return trained, begun, let


def test_stop_ends_after_the_running_epoch_and_keeps_what_was_trained(watch, network, epochs):
    watch.make_epochs, begun, let = gated(epochs)
    watch.start.click()
    assert begun.acquire(timeout=NONE_LEFT) and watch.start.disabled and not watch.stop.disabled
    let.release()
    assert begun.acquire(timeout=NONE_LEFT)  # the second epoch runs
    watch.stop.click()
    let.release()
    watch.wait()
    assert watch.networks == [network, epochs[0].network, epochs[1].network]
    assert watch.epoch.value == 2 and watch.text.startswith("After 2 of 3 epochs")
    assert watch.stop.disabled and not watch.start.disabled


def test_start_trains_again_after_a_stop_and_only_once_at_a_time(watch, epochs):
    watch.make_epochs, begun, let = gated(epochs)
    watch.start.click()
    assert begun.acquire(timeout=NONE_LEFT)
    first = watch._thread
    watch.start.click()
    assert watch._thread is first
    watch.stop.click()
    let.release(3)
    watch.wait()
    assert len(watch.networks) == 2
    watch.start.click()
    let.release(3)
    watch.wait()
    assert watch.network is epochs[2].network and len(watch.networks) == 4


def test_an_interrupt_leaves_the_network_of_the_last_finished_epoch(watch, network, epochs):
    def trained():
        yield epochs[0]
        raise KeyboardInterrupt

    watch.make_epochs = trained
    with pytest.raises(KeyboardInterrupt):
        watch.run()
    assert watch.network is epochs[0].network and watch.networks[0] is network
    assert watch.text.startswith("After 1 of 3 epochs")
    assert watch.stop.disabled and not watch.start.disabled


def test_a_digit_without_a_test_image_is_not_the_worst(epochs, network, images, labels):
    some = labels != 1
    watch = WatchTraining(lambda: iter(epochs), 3, network, images[some], labels[some])
    _, recalls = measured(epochs[2].network, images, labels)
    watch.run()
    assert drawn(watch.rates)[1][-1] == min(recalls[0], recalls[2])
    assert "digit is 1" not in watch.text


def test_wait_before_any_start_returns(watch):
    watch.wait()


def test_progress_counts_the_epochs_that_it_passes_on(epochs, monkeypatch):
    shown = []
    monkeypatch.setattr(training, "display", shown.append)
    passed = progress(iter(epochs), total=3)
    for number, epoch in enumerate(epochs, start=1):
        assert next(passed) is epoch
        (bar,) = shown
        assert (bar.value, bar.max) == (number, 3)
    assert list(passed) == []
