"""One training at a time: Start, Stop and run, waiting, interrupts, and the bar in a cell."""

import sys
import threading

import pytest

from helpers.explore import progress

NONE_LEFT = 20  # seconds to wait for a thread before a test fails


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


def test_who_waits_and_interrupts_ends_the_training(watch, network, epochs, monkeypatch):
    def interrupted():
        raise KeyboardInterrupt

    watch.make_epochs, begun, let = gated(epochs)
    watch.start.click()
    assert begun.acquire(timeout=NONE_LEFT)
    with monkeypatch.context() as context, pytest.raises(KeyboardInterrupt):
        context.setattr(watch._thread, "join", interrupted)
        watch.wait()
    let.release(3)
    watch.wait()
    assert watch.networks == [network, epochs[0].network]


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


def test_run_refuses_while_a_training_that_start_began_is_running(watch, epochs):
    watch.make_epochs, begun, let = gated(epochs)
    watch.start.click()
    assert begun.acquire(timeout=NONE_LEFT)
    let.release()
    assert begun.acquire(timeout=NONE_LEFT)  # the second epoch runs
    message = r"a training is running, 1 of 3 epochs are finished: press Stop or call wait\(\)"
    with pytest.raises(RuntimeError, match=message):
        watch.run()
    assert watch.start.disabled and not watch.stop.disabled and len(watch.networks) == 2
    let.release(2)
    watch.wait()
    assert watch.network is epochs[2].network  # the refusal did not disturb it
    let.release(3)
    assert watch.run() is epochs[2].network and watch._training.acquire(blocking=False)


def test_start_does_nothing_while_run_is_running(watch, epochs):
    def trained():
        for epoch in epochs:
            watch.start.click()
            assert watch._thread is None
            yield epoch

    watch.make_epochs = trained
    assert watch.run() is epochs[2].network


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
    watch.make_epochs = lambda: iter(epochs)
    assert watch.run() is epochs[2].network  # and it can be begun again


def diverging(epochs):
    yield epochs[0]
    raise FloatingPointError("training diverged in epoch 2: the loss is nan")


def test_a_training_that_diverges_says_so_on_the_page(watch, epochs, capfd):
    watch.make_epochs = lambda: diverging(epochs)
    watch.start.click()
    watch.wait()
    assert watch.text.startswith("After 1 of 3 epochs")
    assert watch.text.endswith("It ended there: training diverged in epoch 2: the loss is nan.")
    assert watch.network is epochs[0].network
    assert watch.stop.disabled and not watch.start.disabled
    assert capfd.readouterr() == ("", ""), "a learner would see a traceback"
    watch.make_epochs = lambda: iter(epochs)
    watch.run()
    assert "diverged" not in watch.text


def test_a_training_that_diverges_stops_the_cell_that_called_run(watch, epochs):
    watch.make_epochs = lambda: diverging(epochs)
    with pytest.raises(FloatingPointError, match="diverged in epoch 2"):
        watch.run()
    assert watch.network is epochs[0].network and watch.text.endswith("the loss is nan.")
    assert watch.stop.disabled and not watch.start.disabled


def test_wait_before_any_start_returns(watch):
    watch.wait()


def test_progress_counts_the_epochs_that_it_passes_on(epochs, monkeypatch):
    shown = []
    # By its full name: `helpers.explore.progress` is the function, which hides its file.
    monkeypatch.setattr(sys.modules["helpers.explore.progress"], "display", shown.append)
    passed = progress(iter(epochs), total=3)
    for number, epoch in enumerate(epochs, start=1):
        assert next(passed) is epoch
        (bar,) = shown
        assert (bar.value, bar.max) == (number, 3)
    assert list(passed) == []
