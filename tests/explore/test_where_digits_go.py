"""Images as points: places, words and choices recomputed with numpy alone."""

import numpy as np
import pytest

from helpers.explore import WhereDigitsGo
from tests.explore.page import click, crowding, faint, open_page, spot_at

LAYERS = ("pixels", "hidden, untrained", "hidden", "scores")


def rows_of(network, images):
    """Every layer in double precision."""

    def passed(net):
        z = images / 255 @ net.weights[0].T.astype(float) + net.biases[0]
        h = 1 / (1 + np.exp(-z))
        return h, h @ net.weights[1].T + net.biases[1]

    (h, scores), (before, _) = passed(network), passed(network.start)
    return dict(zip(LAYERS, (images / 255, before, h, scores), strict=True))


def map_of(rows):
    centred = rows - rows.mean(axis=0)
    values, vectors = np.linalg.eigh(centred.T @ centred)
    directions = vectors.T[::-1][:2]
    directions = directions * np.sign((directions**3).sum(axis=1))[:, None]
    return centred @ directions.T, values[::-1][:2] / values.sum()


def near(points, labels):
    centres = {c: points[labels == c].mean(axis=0) for c in set(labels.tolist())}
    return np.array([min(centres, key=lambda c: np.sum((p - centres[c]) ** 2)) for p in points])


@pytest.fixture
def where(network, images, labels):
    return WhereDigitsGo(network, images, labels)


def test_points_image_and_sentence(where, network, images, labels, numbers_in):
    for layer, rows in rows_of(network, images).items():
        where.layer.value = layer
        places, shares = map_of(rows)
        scaled = places / np.linalg.norm(places, axis=1).max()
        for digit in range(3):
            found = where.axes[0].lines[digit].get_xydata()
            np.testing.assert_allclose(found, scaled[labels == digit], atol=1e-3)
        for text, share in zip(where.axes[0].texts, shares, strict=False):
            assert f"{share:.0%}" in text.get_text()
        in_two, in_all = near(places, labels), near(rows, labels)
        for image in (0, 7):
            where.image.value = image
            np.testing.assert_allclose(
                where.axes[1].images[0].get_array().ravel(), images[image] / 255, atol=1e-6
            )
            np.testing.assert_allclose(
                where.axes[0].lines[-1].get_xydata(), scaled[[image]], atol=1e-3
            )
            shown = [image, labels[image], in_two[image], in_all[image], rows.shape[1]]
            shown += [100 * np.mean(found == labels) for found in (in_two, in_all)]
            assert numbers_in(where.text) == pytest.approx(shown, abs=0.51)
            assert layer.capitalize() in where.text


def test_a_point_says_its_image_and_chooses_it(where, network, images, labels):
    places, _ = map_of(rows_of(network, images)["pixels"])
    scaled = places / np.linalg.norm(places, axis=1).max()
    for row in (3, 8):
        words, choice = spot_at(where.live, 0, *scaled[row])
        assert words == f"image {row}, a {labels[row]}" and choice == {"image": row}
        click(where.live, 0, *scaled[row])
        assert where.image.value == row


def test_a_filter_shows_one_digit_and_counts_its_images(where, network, images, labels):
    where.digit.value = 2
    places, _ = map_of(rows_of(network, images)["pixels"])
    scaled = places / np.linalg.norm(places, axis=1).max()
    lengths = [len(line.get_xydata()) for line in where.axes[0].lines[:3]]
    assert lengths == [0, 0, np.sum(labels == 2)]
    leaders = where.axes[0].lines[10:20]
    assert sum(len(line.get_xydata()) == 2 for line in leaders) == 3  # they stay
    rows = np.flatnonzero(labels == 2)
    words, choice = spot_at(where.live, 0, *scaled[rows[1]])
    assert words == f"image {rows[1]}, a 2" and choice == {"image": 1}
    click(where.live, 0, *scaled[rows[1]])
    assert where.image.value == 1 and where.text.startswith(f"Image {rows[1]}, number 1 of ")


def test_without_its_start_a_network_has_three_layers(a_network, images, labels):
    where = WhereDigitsGo(a_network(start=False), images, labels)
    assert where.layer.options == ("pixels", "hidden", "scores")


def test_without_hidden_units_a_network_has_two_layers(a_network, images, labels):
    where = WhereDigitsGo(a_network(sizes=(784, 3)), images, labels)
    assert where.layer.options == ("pixels", "scores")


def test_a_move_sends_little(network):
    """Five hundred points: a new image may bring its picture and the words, not the plane."""
    rng = np.random.default_rng(5)
    images = rng.integers(0, 256, (500, 784), dtype=np.uint8)
    where = WhereDigitsGo(network, images, rng.integers(0, 3, 500))
    open_page(where.live)
    fresh = []
    where.live.send = lambda content, buffers=(): fresh.append(sum(map(len, buffers)))
    where.image.value = 100
    assert len(fresh) == 1 and fresh[0] < 6_000


def test_letters_have_room_and_stand_out(where):
    assert not crowding(where.live, *({"layer": layer} for layer in LAYERS), {"digit": 1})
    open_page(where.live)
    assert not faint(where.live)
