"""A kernel in the browser, as far as it can be had without one: no threads, no disk, files fetched.

What Pyodide itself does is held in tests/site.
"""

import asyncio
import hashlib
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from threadpoolctl import ThreadpoolController

from helpers import browser, digits, evaluation, storage
from helpers.explore import WatchTraining
from helpers.network import Network, product

SITE = "https://site.example/lite"
CONTENT = b"the file itself"


@pytest.fixture
def in_browser(monkeypatch):
    monkeypatch.setattr(browser, "in_browser", lambda: True)

    def no_thread(thread):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", no_thread)


@pytest.fixture
def site(in_browser, monkeypatch):
    """What the site answers, by address: a list of a status and content; and what was asked."""
    answers, asked = {}, []

    class Request:
        @classmethod
        def new(cls):
            return cls()

        def open(self, method, address, is_asynchronous):
            assert (method, is_asynchronous) == ("GET", False)
            self.address = address

        def send(self):
            assert self.responseType == "arraybuffer"
            asked.append(self.address)
            if self.address not in answers:
                raise ConnectionError("a network error occurred")
            self.status, content = answers[self.address]
            self.response = SimpleNamespace(to_bytes=lambda: content)

    location = SimpleNamespace(href=f"{SITE}/extensions/kernel/static/worker.js?v=1")
    page = SimpleNamespace(XMLHttpRequest=Request, location=location)
    monkeypatch.setitem(sys.modules, "js", page)
    return SimpleNamespace(answers=answers, asked=asked)


@pytest.fixture
def stub(tmp_path, monkeypatch):
    """A data file as the site's package has it, and where it is fetched from."""
    monkeypatch.setattr(browser, "PACKAGE", tmp_path)
    path = tmp_path / "data" / "some" / "file.gz"
    path.parent.mkdir(parents=True)
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    path.write_text(sha256)
    return path, f"{SITE}/helpers/data/some/file.gz?{sha256[:16]}"


def test_a_data_file_is_fetched_when_it_is_first_read(site, stub):
    path, address = stub
    site.answers[address] = 200, CONTENT
    for _ in range(2):
        assert browser.fetched(path).read_bytes() == CONTENT
    assert site.asked == [address]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((404, b"not found"), "answers 404"),
        ((200, b"an older file"), "is not what this page was made for"),
        ((200, b""), "is not what this page was made for"),
        (None, "does not answer"),
    ],
)
def test_a_data_file_that_cannot_be_had_says_so_and_can_be_had_later(site, stub, answer, words):
    path, address = stub
    if answer:
        site.answers[address] = answer
    with pytest.raises(OSError, match=f"{words}.*load the page again"):
        browser.fetched(path)
    site.answers[address] = 200, CONTENT
    assert browser.fetched(path).read_bytes() == CONTENT


def test_other_files_are_left_alone(site, stub, tmp_path_factory):
    own = tmp_path_factory.mktemp("drive") / "mine.npz"
    own.write_bytes(b"x" * browser.SHA256)  # as long as what stands for a data file
    assert browser.fetched(str(own)) == own
    assert browser.fetched(Path("not there.npz")) == Path("not there.npz")
    assert site.asked == []


def test_natively_nothing_is_fetched(stub):
    path, _ = stub
    assert len(browser.fetched(path).read_bytes()) == browser.SHA256


def test_everything_that_reads_a_data_file_fetches_it(in_browser, monkeypatch):
    """Each of them, by what learners call; else it would read 64 letters and not the file."""
    from helpers.own_images import load_fashion
    from helpers.own_network.files import EXAMPLES, arrays_of_file
    from helpers.recipes import composed_by_seed, recalls_by_seed, scores_by_seed

    read, fetched = [], browser.fetched

    def noted(path):
        read.append(Path(path))
        return fetched(path)

    digits._array.cache_clear()
    for module in ("helpers.browser", "helpers.recipes", "helpers.own_network.files"):
        monkeypatch.setattr(sys.modules[module], "fetched", noted)
    digits.load_digits("train")
    recalls_by_seed(), scores_by_seed(), composed_by_seed()
    load_fashion("test"), load_fashion("train")
    for name in storage.stored_networks():
        storage.load_network(name)
    for path in EXAMPLES.iterdir():
        if path.suffix in (".npz", ".json"):
            arrays_of_file(path)
    folder = Path(digits.__file__).parent / "data"
    there = {path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"}
    assert set(read) == there
    digits._array.cache_clear()


def test_digits_are_not_written_again(in_browser, tmp_path, monkeypatch):
    monkeypatch.setenv("DIGITS_CACHE", str(tmp_path))
    digits._array.cache_clear()
    images, _ = digits.load_digits("test")
    assert len(images) == 10_000 and list(tmp_path.iterdir()) == []
    digits._array.cache_clear()


def test_there_is_no_blas_to_be_limited(in_browser, monkeypatch):
    def limit(*arguments, **more):
        raise AssertionError("asked for")

    monkeypatch.setattr(ThreadpoolController, "limit", limit)
    with evaluation.one_blas_thread():
        pass


def test_products_are_the_same_but_for_their_last_digits(in_browser):
    """Of matrices in any order in memory, of one row and of many, into an array that is given."""
    rng = np.random.default_rng(0)
    a, W = rng.normal(size=(5, 4)).astype(np.float32), rng.normal(size=(3, 4)).astype(np.float32)
    for x in (a, a[0], a[None], np.asfortranarray(a), a.astype(float)):
        found = product(x, W.T)
        np.testing.assert_allclose(found, x @ W.T, rtol=1e-5)
        assert found.dtype == (x @ W.T).dtype and found.shape == (x @ W.T).shape
    out = np.empty((5, 3), np.float32)
    assert product(a, W.T, out=out) is out
    np.testing.assert_allclose(out, a @ W.T, rtol=1e-5)


def test_labels_and_answers_count_with_32_bits(monkeypatch):
    """Where an index has 32 bits, `bincount` takes no int64."""
    bincount = np.bincount

    def narrow(values, **more):
        assert np.asarray(values).dtype == np.int32, "it would be refused in a browser"
        return bincount(values, **more)

    monkeypatch.setattr(np, "intp", np.int32)
    monkeypatch.setattr(np, "bincount", narrow)
    network = Network((4, 3), [np.eye(3, 4)], [np.zeros(3)])
    answer = type(network.run(np.zeros((1, 4), np.float32))).answer
    narrowed = property(lambda run: answer.fget(run).astype(np.int32))  # as argmax is there
    monkeypatch.setattr("helpers.network.ForwardPass.answer", narrowed)
    images = np.eye(4, dtype=np.uint8)[:3]
    assert evaluation.confusion(network, images, [0, 1, 1]).tolist() == [
        [1, 0, 0], [0, 1, 1], [0, 0, 0],
    ]  # fmt: skip


def training(epochs, network, images, labels):
    return WatchTraining(lambda: iter(epochs), len(epochs), network, images, labels)


def turns(watch, act):
    """Let the loop turn until the training that Start begins has ended; `act` after each turn."""

    async def page():
        watch.start.click()
        while not watch._thread._task.done():
            await asyncio.sleep(0)
            act()

    asyncio.run(page())


@pytest.fixture
def small():
    """A network, images, labels and three epochs of a training."""
    from helpers.training import train

    rng = np.random.default_rng(0)
    images, labels = rng.integers(0, 256, (30, 784), dtype=np.uint8), np.arange(30) % 3
    network = Network((784, 3), [rng.normal(0, 0.01, (3, 784))], [np.zeros(3)])
    settings = {"epochs": 3, "batch_size": 10, "learning_rate": 0.1, "rng": rng}
    return list(train(network, images, labels, **settings)), network, images, labels


def test_start_trains_in_turns_with_the_page(in_browser, small):
    watch, seen = training(*small), []
    turns(watch, lambda: seen.append((watch.epoch.value, watch.stop.disabled)))
    assert watch.network is small[0][-1].network and not watch.start.disabled
    assert set(seen) >= {(1, False), (2, False)}, "the page was not heard between epochs"


def test_stop_ends_after_the_running_epoch(in_browser, small):
    watch = training(*small)
    turns(watch, lambda: watch.epoch.value == 2 and watch.stop.click())
    assert len(watch.losses) == 2 and not watch.start.disabled and watch.stop.disabled


def test_who_waits_trains_the_rest_at_once(in_browser, small):
    watch = training(*small)
    turns(watch, lambda: watch.epoch.value == 1 and watch.wait())
    assert len(watch.losses) == 3


def test_a_training_that_diverges_says_so_and_no_task_fails(in_browser, small):
    def diverging():
        yield small[0][0]
        raise FloatingPointError("training diverged")

    watch = training(*small)
    watch.make_epochs = diverging
    turns(watch, lambda: None)
    assert "It ended there: training diverged" in watch.text and not watch.start.disabled
    assert watch._thread._task.exception() is None


def test_a_package_comes_when_it_is_first_needed(in_browser, monkeypatch):
    happened = []

    async def load(name):
        happened.append(name)

    monkeypatch.setitem(sys.modules, "pyodide_js", SimpleNamespace(loadPackage=load))

    async def page():
        browser.once_loaded("not_there_yet", lambda: happened.append("done"))
        assert happened == [], "nothing waits for it"
        await asyncio.sleep(0.01)

    asyncio.run(page())
    assert happened == ["not_there_yet", "done"]
    browser.once_loaded("json", lambda: happened.append("at once"))
    assert happened[2:] == ["at once"]
