"""How many examples: few and always the same in `make test`, many in `make test-everywhere`."""

import os

import matplotlib
from hypothesis import HealthCheck, settings

matplotlib.use("agg")

settings.register_profile(
    "quick",
    max_examples=30,
    derandomize=True,
    database=None,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
settings.register_profile(
    "everywhere", settings.get_profile("quick"), max_examples=500, derandomize=False,
    print_blob=True,
)  # fmt: skip
settings.load_profile(os.environ.get("PROPERTIES", "quick"))
