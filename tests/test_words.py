"""Words by code: articles, one and many, lists; sums and products that hold as they are written."""

import numpy as np
import pytest

from helpers.words import (
    a,
    as_factors,
    as_summands,
    either,
    listed,
    many,
    per_cent,
    plain_number,
    signed_number,
)

AN = {8, 11, 18, *range(80, 90), *range(800, 900), *range(8_000, 9_000), 11_000, 18_500, 80_000}


def test_numbers_have_the_article_that_is_spoken():
    for number in [*range(2_000), *range(7_990, 9_010), 11_000, 18_500, 80_000, 100_000]:
        article = "an" if number in AN else "a"
        assert a(number) == f"{article} {number}"
        assert a(f"{number:,}") == f"{article} {number:,}"


@pytest.mark.parametrize("word", ["an int", "an object", "an ndarray", "an image", "an Axes"])
def test_words_with_an(word):
    assert a(word.split()[1]) == word


@pytest.mark.parametrize("word", ["a str", "a uint8", "a unit", "a one", "a float", "a NoneType"])
def test_words_with_a(word):
    assert a(word.split()[1]) == word


def test_one_and_many():
    assert [many(n, "image") for n in (0, 1, 2, 8_000)] == [
        "0 images", "1 image", "2 images", "8,000 images",
    ]  # fmt: skip
    assert many(np.int64(1), "answer is", "answers are") == "1 answer is"
    assert [either(n, "adds", "add") for n in (0, 1, 2)] == ["add", "adds", "add"]


def test_lists():
    assert [listed(range(n)) for n in (1, 2, 3, 4)] == [
        "0",
        "0 and 1",
        "0, 1 and 2",
        "0, 1, 2 and 3",
    ]
    assert listed(iter("ab"), "or") == "a or b"


def test_a_share_is_rounded_in_one_way():
    assert [per_cent(share) for share in (0.0915, 0, 1, 0.99961)] == [
        "9.2%", "0.0%", "100.0%", "100.0%",
    ]  # fmt: skip


@pytest.fixture
def rng():
    return np.random.default_rng(6)


def read(words):
    return float(words.replace("−", "-"))


@pytest.mark.parametrize("decimals", [0, 2, 3])
def test_parts_add_up_as_they_are_written(rng, decimals):
    for _ in range(500):
        parts = rng.normal(0, rng.choice([0.1, 3, 200]), rng.integers(1, 9))
        written = [read(signed_number(part, decimals)) for part in as_summands(parts, decimals)]
        assert sum(written) == pytest.approx(read(plain_number(parts.sum(), decimals)), abs=1e-9)
        half = 0.5 * 10**-decimals + 1e-9
        assert np.abs(written[:-1] - parts[:-1]).max(initial=0) <= half
        assert abs(written[-1] - parts[-1]) <= half * (len(parts) + 1)


def test_factors_give_their_product_as_they_are_written(rng):
    more = 0
    for _ in range(1_000):
        one, other = rng.integers(0, 256) / 255, float(rng.normal(0, 2))
        decimals = as_factors(one, other)
        written = [read(plain_number(factor, decimals)) for factor in (one, other)]
        assert plain_number(written[0] * written[1]) == plain_number(one * other)
        more += decimals > 2
    assert 0 < more < 500
