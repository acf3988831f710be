"""The square of grey cells, seen on its Axes."""

import numpy as np
import pytest

from helpers.plots import plot_square


def test_cells_stand_row_by_row_from_white_to_black(ax):
    values = np.linspace(0, 1, 9)
    assert plot_square(ax, values, "a layer") is ax
    picture = ax.images[0]
    assert np.array_equal(picture.get_array(), values.reshape(3, 3))
    assert picture.get_clim() == (0, 1)
    assert picture.cmap(0.0)[:3] == (1, 1, 1) and picture.cmap(1.0)[:3] == (0, 0, 0)
    assert ax.get_title() == "a layer"


def test_a_second_square_replaces_the_first(ax):
    plot_square(ax, np.zeros(4))
    plot_square(ax, np.ones(100))
    assert len(ax.images) == 1
    assert ax.images[0].get_array().shape == (10, 10)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (np.zeros(99), r"99 values do not fill a square: expected 4, 9"),
        ([0, 0.5, 1, 1.5], r"values reach from 0 to 1\.5: expected 0 to 1"),
        ([-1, 0, 0, 0], r"values reach from -1 to 0"),
        ([0, np.nan, 0, 0], r"values holds 1 NaN"),
        (np.zeros((2, 2)), r"values has shape \(2, 2\)"),
    ],
)
def test_what_is_no_square_is_refused(ax, values, message):
    with pytest.raises(ValueError, match=message):
        plot_square(ax, values)
