"""Which pixel and which unit added how much: sums that can be checked, and what ablation says.

pixels    pixel products of one hidden unit
pictures  what a weight picture is compared with: class means, the data's covariance
units     contributions of hidden units to a class, four ways to rank them, top-k
ablation  the answer with some hidden units replaced, beside random sets of the same size
"""

from helpers.attribution.ablation import RemovalTrial, ablated_scores, random_units, removal_trial
from helpers.attribution.pictures import (
    class_difference,
    correlation,
    pattern,
    turned,
)
from helpers.attribution.pixels import pixel_products
from helpers.attribution.units import (
    RANKINGS,
    contributions,
    hidden_activations,
    mean_activations,
    rank_values,
    runner_up,
    top_k,
    top_units,
)

__all__ = [
    "RANKINGS",
    "RemovalTrial",
    "ablated_scores",
    "class_difference",
    "contributions",
    "correlation",
    "hidden_activations",
    "mean_activations",
    "pattern",
    "pixel_products",
    "random_units",
    "rank_values",
    "removal_trial",
    "runner_up",
    "top_k",
    "top_units",
    "turned",
]
