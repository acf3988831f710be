"""Pictures on trial: each number counted slowly."""

import numpy as np
import pytest

from helpers.attribution import (
    KINDS,
    PAINTED,
    PICTURES,
    agreements,
    by_groups,
    checklist,
    class_picture,
    class_pictures,
    eight_networks,
    patch_changes,
    picture_trial,
    rank_correlation,
)
from helpers.attribution.picture_trials import GOOD_FOR, PictureTrial
from helpers.digits import as_pixels
from helpers.storage import load_network


@pytest.fixture(scope="module")
def networks():
    tidy = load_network("ten-digits")
    return {"a": tidy, "b": load_network("ten-digits-second"), "c": tidy.start}


def test_every_kind_has_its_row():
    assert {*KINDS} == {*PICTURES, *PAINTED} == {*GOOD_FOR}


def test_agreements_are_with_the_first_over_the_ink(networks, digits):
    x = as_pixels(digits[0][18])
    rows = class_pictures(networks, x, 3, ["weights", "single pixel"])
    assert rows.shape == (3, 2, 784)
    np.testing.assert_array_equal(rows[1, 1], class_picture(networks["b"], x, 3, "single pixel"))
    expected = [rank_correlation(rows[0, 0][x > 0], row[0][x > 0]) for row in rows]
    np.testing.assert_allclose(agreements(rows[:, 0], x), expected)


def test_patches_are_wiped_one_by_one(networks, digits, rng):
    net, x, picture = networks["a"], as_pixels(digits[0][18]), rng.normal(size=784)
    says, does = patch_changes(net, x, 3, picture)
    expected = []
    for row in range(22):
        for column in range(22):
            patch = np.zeros((28, 28), bool)
            patch[row : row + 7, column : column + 7] = True
            patch = patch.ravel()
            if x[patch].any():
                fall = net.forward(x).scores[3] - net.forward(np.where(patch, 0, x)).scores[3]
                expected.append((picture[patch].sum(), fall))
    np.testing.assert_allclose(np.column_stack([says, does]), expected, atol=1e-3)
    pages = as_pixels(digits[0][:2])
    says, does = patch_changes(net, x, 3, picture, pages)
    assert len(says) == 22 * 22
    corner = np.zeros((28, 28), bool)
    corner[:7, :7] = True
    after = [net.forward(np.where(corner.ravel(), page, x)).scores[3] for page in pages]
    assert does[0] == pytest.approx(net.forward(x).scores[3] - np.mean(after), abs=1e-4)


def test_a_trial_is_a_mean_over_images(networks, digits):
    images, labels = digits[0][:3], digits[1][:3]
    for kind in ("gradient", "integrated gradients"):
        trial = picture_trial(networks, images, labels, kind)
        gaps, changes, told, agree = [], [], [], []
        for image, digit in zip(images, labels, strict=True):
            x, net = as_pixels(image), networks["a"]
            maps = [class_picture(each, x, digit, kind) for each in networks.values()]
            parts = maps[0] * x if kind == "gradient" else maps[0]
            change = net.forward(x).scores[digit] - net.forward(0 * x).scores[digit]
            changes.append(abs(change))
            gaps.append(abs(parts.sum() - change))
            told.append(np.corrcoef(*patch_changes(net, x, digit, parts))[0, 1])
            lit = x > 0
            agree.append([rank_correlation(maps[0][lit], other[lit]) for other in maps[1:]])
        assert trial.error == pytest.approx(sum(gaps) / sum(changes), abs=1e-4)
        assert trial.patches == pytest.approx(np.mean(told), abs=1e-4)
        found = [trial.signed[name] for name in "bc"]
        np.testing.assert_allclose(found, np.mean(agree, axis=0), atol=1e-4)
        assert trial.unsigned["c"] > trial.signed["c"] or kind == "gradient"
    assert trial.error < 0.01 < 0.9 < trial.patches


def test_what_compares_with_other_images_adds_up_to_their_mean(networks, digits):
    trial = picture_trial(
        networks, *(part[:3] for part in digits), "expected gradients", digits[0][:50]
    )
    assert trial.error < 0.1 and trial.patches > 0.8


def test_groups_and_checklist():
    numbers = {"a": 0.9, "b": 0.8, "c": 0.1}
    trials = {
        "weights": PictureTrial(0.01, 0.5, numbers, {"a": 0.3, "b": 0.2, "c": 0.1}),
        "products": PictureTrial(0.2, 0.95, numbers, numbers),
        "top images": PictureTrial(0.2, 0.95, numbers, numbers),
    }
    found = by_groups(trials, {"learned": ["a", "b"], "nothing": ["c"]})
    assert found["with signs"] == {"learned": [[0.9, 0.8]] * 3, "nothing": [[0.1]] * 3}
    assert found["without signs"]["learned"][0] == [0.3, 0.2]
    enough = {"sum": 0.05, "random": 0.2, "second": 0.85, "patch": 0.9}
    columns, rows, cells, passed = checklist(trials, ["a", "b"], ["c"], enough)
    assert rows == ["weights", "products", "top images", "five contributors"]
    assert [len(row) for row in (columns, *cells, *passed)] == [7] * 9
    assert passed[0] == [True, True, None, True, False, False, None]
    assert passed[1] == [True, False, None, True, False, True, None]
    for words, verdicts in zip(cells[2:], passed[2:], strict=True):
        assert words[:2] == ["–", "–"] and verdicts[:2] == [None, None]
    assert cells[0][1] == "1%" and cells[0][4] == "~0.80" and cells[0][5] == "0.50"


def test_eight_networks_of_which_two_have_learned(networks, rng):
    found = eight_networks(networks["a"], networks["b"], networks["c"], rng)
    assert len(found) == 8
    assert found["second tidy, untrained"] is networks["b"].start
    mixed = found["second tidy, shuffled"].weights[1]
    assert np.array_equal(np.sort(mixed, None), np.sort(networks["b"].weights[1], None))
