"""Interrupts at random moments of a training: the last finished epoch's network is usable."""

import time

import pytest
from jupyter_client.manager import start_new_kernel

from tests.faults.interrupted import EPOCHS, epochs, same, watched
from tests.faults.kernel import ROOT, python


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


@pytest.fixture
def kernel():
    """A kernel, and a function that runs code in it and returns what an expression is then."""
    manager, client = start_new_kernel(cwd=str(ROOT))

    def ask(expression, code=""):
        # It returns when the kernel is idle again, after the last that it does about a cell.
        reply = client.execute_interactive(code, user_expressions={"it": expression}, timeout=60)
        return reply["content"]["user_expressions"]["it"]["data"]["text/plain"]

    yield manager, ask
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_an_interrupt_between_cells_ends_a_watched_training_and_leaves_no_trace(kernel):
    manager, ask = kernel

    def until(expression):
        for _ in range(300):
            if ask(expression) == "True":
                return
            time.sleep(0.1)
        pytest.fail(f"{expression} does not come true")

    # What an interrupt does between cells; while one runs it is put aside.
    is_ignored = "get_ipython().kernel.saved_sigint_handler is signal.SIG_IGN"
    set_up = (
        "import signal\nfrom tests.faults.interrupted import slowly, watched\nwatch = watched()"
    )
    assert ask(is_ignored, f"{set_up}\nwatch.make_epochs = slowly") == "True"
    for _ in range(2):
        ask("None", "watch.start.click()")
        until(f"not {is_ignored}")
        manager.interrupt_kernel()
        until("watch.stop.disabled")
        assert int(ask("len(watch.losses)")) < EPOCHS
        until(is_ignored)
