"""Methods of many small products run on one BLAS thread: beside a busy neighbour two lose much."""

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from helpers.attribution import METHODS, all_single_pixel_effects
from helpers.attribution.pixels import walk_values
from helpers.network import Network

IMAGE = np.linspace(0, 1, 7, dtype=np.float32)
CALLS = {
    name: lambda network, rng, method=method: method(network, IMAGE, "z2", None, rng)
    for name, method in METHODS.items()
    if name != "gradient × input"  # a single slope
} | {
    "all single pixels": lambda network, rng: all_single_pixel_effects(network, IMAGE),
    "walk": lambda network, rng: walk_values(network, 0 * IMAGE, IMAGE, [2, 1], "z2"),
}


def blas_threads():
    """Numpy's own: scipy, if something has loaded it, brings another that no network uses."""
    pools = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
    return {pool["num_threads"] for pool in pools if "scipy.libs" not in pool["filepath"]}


@pytest.mark.parametrize("name", CALLS)
def test_one_thread_inside_and_as_many_as_before_outside(a_network, rng, monkeypatch, name):
    seen, onward = [], Network.onward
    monkeypatch.setattr(
        Network, "onward", lambda *given: seen.append(blas_threads()) or onward(*given)
    )
    with threadpool_limits(limits=2, user_api="blas"):
        CALLS[name](a_network(), rng)
        assert blas_threads() == {2}
    assert seen and all(threads == {1} for threads in seen)
