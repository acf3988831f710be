"""Which pixel and which unit added how much: sums that can be checked, and what ablation says.

pixels    pixel products of one hidden unit
pictures  what a weight picture is compared with: class means, the data's covariance
units     contributions of hidden units to a class, four ways to rank them, top-k
layers    which nodes of a network are asked about, by name
walks     what nodes do when pixels change: one alone, or one after the other; Shapley values
slopes    gradients, integrated gradients and their kin
methods   all of them by name, and whether the parts add up, come early, agree
composition  linear maps from the pixels to a layer, and how far a network agrees with one
portraits  how much pictures look like the digits
fits      the linear map nearest to a network's values, and offsets that match them
likeness  how alike two pictures are: ranks, overlap, smoothness
controls  the same picture from networks that know nothing, and from a second one
matching  hidden units of two networks, paired one to one
components  many numbers an image as two, and how far apart the digits are
nonsense  shifted, inverted, scattered images, noise, letters
trials    the methods on trial, over many images
ablation  the answer with some hidden units replaced, beside random sets of the same size
editing   a network with some outgoing weights changed, and what it answers
pushing   pixels changed one by one until the answer turns
"""

from helpers.attribution.ablation import (
    RemovalTrial,
    ablated_scores,
    leave_one_unit_out,
    random_units,
    removal_trial,
)
from helpers.attribution.components import (
    Components,
    nearest_centres,
    own_centre_share,
    principal_components,
)
from helpers.attribution.composition import (
    Meter,
    composed_map,
    composition_meter,
    difference_of_maps,
    exact_map,
    switched_alike,
)
from helpers.attribution.controls import (
    PAINTED,
    PICTURES,
    alike,
    class_picture,
    control_networks,
    shuffled_outputs,
    untrained,
)
from helpers.attribution.editing import edited_network, edited_scores, single_unit_repairs
from helpers.attribution.fits import (
    CompositionTrial,
    composition_trial,
    linear_fits,
    means_over,
    with_matched_offsets,
)
from helpers.attribution.layers import layer_names, layer_values
from helpers.attribution.likeness import overlap, rank_correlation, smoothness
from helpers.attribution.matching import (
    Matched,
    matched_units,
)
from helpers.attribution.methods import (
    METHODS,
    agreement,
    deletion_curve,
    insertion_curve,
    residual,
)
from helpers.attribution.nonsense import (
    LETTERS,
    inverted,
    letter,
    noise,
    oddities,
    scattered,
    shifted,
)
from helpers.attribution.pictures import (
    class_difference,
    correlation,
    pattern,
    turned,
)
from helpers.attribution.pixels import pixel_products
from helpers.attribution.portraits import portrait_likeness
from helpers.attribution.pushing import PUSHES, push_pixels
from helpers.attribution.slopes import (
    expected_gradients,
    gradient_times_input,
    input_slopes,
    integrated_gradients,
)
from helpers.attribution.trials import MethodTrial, method_trial
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
    all_single_pixel_effects,
    leave_one_out,
    shapley_values,
    single_pixel_effects,
    walk_values,
)

__all__ = [
    "LETTERS",
    "METHODS",
    "PAINTED",
    "PICTURES",
    "PUSHES",
    "RANKINGS",
    "Components",
    "CompositionTrial",
    "Matched",
    "Meter",
    "MethodTrial",
    "RemovalTrial",
    "ablated_scores",
    "agreement",
    "alike",
    "all_single_pixel_effects",
    "class_difference",
    "class_picture",
    "composed_map",
    "composition_meter",
    "composition_trial",
    "contributions",
    "control_networks",
    "correlation",
    "deletion_curve",
    "difference_of_maps",
    "edited_network",
    "edited_scores",
    "exact_map",
    "expected_gradients",
    "gradient_times_input",
    "hidden_activations",
    "input_slopes",
    "insertion_curve",
    "integrated_gradients",
    "inverted",
    "layer_names",
    "layer_values",
    "leave_one_out",
    "leave_one_unit_out",
    "letter",
    "linear_fits",
    "matched_units",
    "mean_activations",
    "means_over",
    "method_trial",
    "nearest_centres",
    "noise",
    "oddities",
    "overlap",
    "own_centre_share",
    "pattern",
    "pixel_products",
    "portrait_likeness",
    "principal_components",
    "push_pixels",
    "random_units",
    "rank_correlation",
    "rank_values",
    "removal_trial",
    "residual",
    "runner_up",
    "scattered",
    "shapley_values",
    "shifted",
    "shuffled_outputs",
    "single_pixel_effects",
    "single_unit_repairs",
    "smoothness",
    "switched_alike",
    "top_k",
    "top_units",
    "turned",
    "untrained",
    "walk_values",
    "with_matched_offsets",
]
