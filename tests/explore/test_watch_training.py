"""Watching a network train: curves, wall and sentence, looking back, answers to pointing."""

import numpy as np
import pytest

from helpers.digits import as_pixels
from helpers.explore import WatchTraining
from tests.explore.page import click, crowding, open_page, spot_at


def measured(network, images, labels):
    """Share of images answered rightly, and each digit's, counted one by one."""
    right = {digit: [] for digit in range(3)}
    for image, label in zip(images, labels, strict=True):
        right[label].append(network.forward(as_pixels(image)).answer == label)
    return np.mean(np.concatenate(list(right.values()))), [np.mean(r) for r in right.values()]


def drawn(ax):
    return [line.get_ydata() for line in ax.lines]


def wall_of(watch):
    """The six pictures of 28×28 on the wall, three in a row, as rows of 784."""
    tiles = watch.axes[2].images[0].get_array().reshape(2, 29, 3, 29)
    return np.array([tiles[j // 3, 1:, j % 3, 1:].ravel() for j in range(6)])


def check_page(watch, now, networks, epochs, images, labels, numbers_in):
    shares, recalls = zip(*(measured(n, images, labels) for n in networks[: now + 1]), strict=True)
    losses = [epoch.loss for epoch in epochs[:now]]
    np.testing.assert_allclose(drawn(watch.axes[0])[0], losses)
    np.testing.assert_allclose(drawn(watch.axes[1])[:3], np.transpose(recalls))
    np.testing.assert_allclose(drawn(watch.axes[1])[3], shares)
    np.testing.assert_array_equal(wall_of(watch), networks[now].weights[0])
    worst = np.flatnonzero(np.equal(recalls[now], min(recalls[now])))
    rates = [100 * shares[now], *worst, 100 * min(recalls[now])]
    begin = [now, 3, losses[-1]] if now else []
    assert numbers_in(watch.text.split(" Doctor:")[0]) == pytest.approx([*begin, *rates], abs=0.051)
    assert watch.text.startswith("Before training" if now == 0 else "After")
    assert f"The worst {'digit is' if len(worst) == 1 else 'digits are'} " in watch.text


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


def sent_by(watch):
    """What the page is sent from now on, as a list that grows."""
    sent = []
    watch.live.send = lambda content, buffers=(): sent.append(content)
    open_page(watch.live)
    return sent


def test_page_follows_each_epoch_while_it_trains(watch, epochs):
    sent, seen = sent_by(watch), []

    def trained():
        for epoch in epochs:
            seen.append((watch.epoch.value, watch.bar.value, sent[-1]["state"], watch.text))
            assert watch.start.disabled and not watch.stop.disabled
            yield epoch

    watch.make_epochs = trained
    watch.run()
    assert [place[:3] for place in seen] == [(n, n, [n, 0]) for n in range(3)]
    assert [place[3].split(":")[0] for place in seen] == [
        "Before training", "After 1 of 3 epochs", "After 2 of 3 epochs",
    ]  # fmt: skip
    assert watch.stop.disabled and not watch.start.disabled


def test_frames_that_a_longer_history_changes_are_forgotten(watch, epochs):
    """The second loss of three is the highest: it moves the axis of the first epoch too."""
    sent = sent_by(watch)
    watch.run()
    before = sent[-1]["generation"]
    watch.run(1)
    assert sent[-1]["generation"] > before and sent[-1]["state"] == [1, 0]
    generations = {frame["generation"] for frame in sent if frame["kind"] == "frame"}
    assert len(generations) == 1 + (1 + 3) + (1 + 1)  # ready, and each begin and epoch
    assert watch.axes[0].get_ylim() == (0, pytest.approx(1.1 * epochs[0].loss))


def test_a_picture_asked_for_before_a_training_began_anew_is_still_painted(watch):
    watch.run()
    late = watch.epoch.value
    watch.run(1)
    told_late = watch.live._paint(late, "weights")
    assert told_late.words.startswith("After 1 of 3 epochs")


def test_an_epoch_of_a_curve_says_its_values_and_is_chosen_by_a_click(
    watch, network, epochs, images, labels
):
    networks = [network, *(epoch.network for epoch in epochs)]
    watch.run()
    watch.epoch.value = 1  # later epochs can be pointed at too
    for epoch, loss in ((1, "0.500"), (2, "0.900"), (3, "0.250")):
        words = f"epoch {epoch}: cost {loss}"
        assert spot_at(watch.live, 0, epoch, 0.1) == (words, {"epoch": epoch})
    for epoch, trained in enumerate(networks):
        share, recalls = measured(trained, images, labels)
        words = f"epoch {epoch}: all digits {share:.1%}, worst digit {min(recalls):.1%}"
        for height in (0.01, 1):
            assert spot_at(watch.live, 1, epoch, height) == (words, {"epoch": epoch})
    click(watch.live, 0, 3.2, 0.5)
    assert watch.epoch.value == 3


def test_an_epoch_that_is_not_finished_cannot_be_chosen(watch):
    with pytest.raises(LookupError):
        spot_at(watch.live, 0, 1, 0.1)
    watch.run(2)
    for axes in (0, 1):
        assert spot_at(watch.live, axes, 2, 0.1)[1] == {"epoch": 2}
        with pytest.raises(LookupError):
            spot_at(watch.live, axes, 3, 0.1)


def test_a_tile_says_its_unit_and_a_pixel_its_weight(watch):
    (panel,) = watch.live.panels
    assert watch.live.figure.axes[panel["axes"]] is watch.axes[2]
    assert (panel["step"], panel["lead"]) == (29, 1)
    assert panel["words"] == "row {row}, column {column}: {here}"
    for view, kind in (("weights", "weight"), ("weights − start", "weights − start")):
        watch.view.value = view
        assert watch.axes[2].get_title() == f"{view}, one tile per unit"
        for unit in range(6):
            down, along = divmod(unit, 3)
            place = 29 * along + 14, 29 * down + 14
            assert spot_at(watch.live, 2, *place) == (f"{kind} of unit {unit}", None)


def test_letters_keep_apart_and_inside_on_any_page(watch):
    watch.run()
    states = [{"epoch": epoch, "view": view} for epoch in range(4) for view in watch.view.options]
    assert crowding(watch.live, *states) == []


@pytest.mark.parametrize(("width", "curves", "wall"), [
    (10.5, "beside", "beside"), (7, "above", "beside"), (6.9, "above", "below"),
])  # fmt: skip
def test_a_narrow_page_has_another_arrangement(watch, width, curves, wall):
    open_page(watch.live, 100 * width)
    loss, rates, tiles = (ax.bbox for ax in watch.axes)
    assert (loss.x1 < rates.x0) == (curves == "beside")
    assert (loss.y0 > rates.y1) == (curves == "above")
    assert (rates.x1 < tiles.x0) == (wall == "beside")
    assert (rates.y0 > tiles.y1) == (wall == "below")


def test_without_the_wall_the_curves_have_all_the_room(network, epochs, images, labels):
    watch = WatchTraining(lambda: iter(epochs), 3, network, images, labels, wall=False)
    watch.run()
    assert (len(watch.axes), watch.live.panels) == (2, [])
    assert watch.view not in watch.children[0].children
    for width, beside in ((10.5, True), (6.9, False)):
        open_page(watch.live, 100 * width)
        loss, rates = (ax.bbox for ax in watch.axes)
        assert (loss.x1 < rates.x0) == beside
        assert (loss.y0 > rates.y1) != beside
    assert crowding(watch.live, *({"epoch": epoch} for epoch in range(4))) == []


def test_view_shows_what_training_added(watch, network, epochs):
    watch.run()
    watch.view.value = "weights − start"
    added = epochs[2].network.weights[0] - network.weights[0]
    np.testing.assert_allclose(wall_of(watch), added, atol=1e-6)
    largest = np.abs(added).max()
    assert watch.axes[2].images[0].get_clim() == pytest.approx((-largest, largest))


def test_run_a_few_epochs_and_then_from_the_beginning(watch, network, epochs):
    assert watch.run(2) is epochs[1].network
    assert (len(watch.networks), watch.epoch.max) == (3, 2)
    assert watch.run(1) is epochs[0].network
    assert watch.networks == [network, epochs[0].network]
    assert (watch.epoch.value, watch.epoch.max, watch.bar.value) == (1, 1, 1)
    assert watch.losses == [epochs[0].loss]


def test_what_was_measured_can_be_asked_for(watch, network, epochs, images, labels):
    watch.run()
    networks = [network, *(epoch.network for epoch in epochs)]
    shares, recalls = zip(*(measured(n, images, labels) for n in networks), strict=True)
    assert watch.losses == [epoch.loss for epoch in epochs]
    assert watch.shares == pytest.approx(shares)
    np.testing.assert_allclose(watch.recalls, recalls)


def test_a_digit_without_a_test_image_is_not_the_worst(epochs, network, images, labels):
    some = labels != 1
    watch = WatchTraining(lambda: iter(epochs), 3, network, images[some], labels[some])
    watch.run()
    assert "The worst digits are 0 and 2: 0.0% right." in watch.text
    assert watch.axes[1].texts[2].get_text() == "0 and 2 under 5%"


def test_three_lost_digits_have_room_for_their_names(epochs, network, images, labels, monkeypatch):
    watch = WatchTraining(lambda: iter(epochs), 3, network, images, labels, wall=False)
    monkeypatch.setattr("helpers.explore.watch_training.LOST", 1.1)
    open_page(watch.live)
    watch.run()
    name = watch.axes[1].texts[2]
    assert name.get_text() == "0, 1 and 2 under 110%"
    assert name.get_window_extent().x1 <= name.figure.bbox.x1
