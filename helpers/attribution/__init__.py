"""Which pixel and which unit added how much: sums that can be checked, and what ablation says.

pixels    pixel products of one hidden unit
pictures  what a weight picture is compared with: class means, the data's covariance
units     contributions of hidden units to a class, four ways to rank them, top-k
layers    which nodes of a network are asked about, by name
walks     what nodes do when pixels change: one alone, or one after the other; Shapley values
slopes    gradients, integrated gradients and their kin
ablation  the answer with some hidden units replaced, beside random sets of the same size
editing   a network with some outgoing weights changed, and what it answers
pushing   pixels changed one by one until the answer turns
"""

from helpers.attribution.ablation import RemovalTrial, ablated_scores, random_units, removal_trial
from helpers.attribution.editing import edited_network, edited_scores, single_unit_repairs
from helpers.attribution.layers import layer_names, layer_values
from helpers.attribution.pictures import (
    class_difference,
    correlation,
    pattern,
    turned,
)
from helpers.attribution.pixels import pixel_products
from helpers.attribution.pushing import PUSHES, push_pixels
from helpers.attribution.slopes import (
    expected_gradients,
    gradient_times_input,
    input_slopes,
    integrated_gradients,
)
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
from helpers.attribution.walks import (
    leave_one_out,
    shapley_values,
    single_pixel_effects,
    walk_values,
)

__all__ = [
    "PUSHES",
    "RANKINGS",
    "RemovalTrial",
    "ablated_scores",
    "class_difference",
    "contributions",
    "correlation",
    "edited_network",
    "edited_scores",
    "expected_gradients",
    "gradient_times_input",
    "hidden_activations",
    "input_slopes",
    "integrated_gradients",
    "layer_names",
    "layer_values",
    "leave_one_out",
    "mean_activations",
    "pattern",
    "pixel_products",
    "push_pixels",
    "random_units",
    "rank_values",
    "removal_trial",
    "runner_up",
    "shapley_values",
    "single_pixel_effects",
    "single_unit_repairs",
    "top_k",
    "top_units",
    "turned",
    "walk_values",
]
