"""How many examples: few and always the same in `make test`, many in `make test-everywhere`."""

import os

import matplotlib
from hypothesis import HealthCheck, Phase, settings

matplotlib.use("agg")

settings.register_profile(
    "quick",
    max_examples=30,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # the first failure as it is: shrinking takes long
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
settings.register_profile(
    "everywhere", settings.get_profile("quick"), max_examples=500, derandomize=False,
    phases=list(Phase), print_blob=True,
)  # fmt: skip
settings.load_profile(os.environ.get("PROPERTIES", "quick"))
