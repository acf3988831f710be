"""Which pixel and which unit added how much: sums that can be checked, and what ablation says.

neurons               all that one hidden unit does with one image
units                 contributions of hidden units to a class, the ways to rank them, top-k
flow                  the connections through which most passes
ablation              hidden units replaced or their outgoing weights edited; random sets
pixels                pixel products; pixels changed alone, or in turn; Shapley values
slopes                gradients, integrated gradients and their kin
methods               attribution methods by name, all called alike
pictures              pictures of a class by name; class means, the data's covariance
likeness              how alike two pictures, units or networks are
principal_components  many numbers an image as two, and how far apart the digits are
composition           linear maps from the pixels to a layer, composed, exact and fitted
sanity_checks         networks that know nothing; shifted, inverted, noise, letters, random steps
trials                methods on trial: residual, insertion and deletion; pixels pushed
picture_trials        pictures on trial: sums, other networks, patches wiped
of_the_course         what the course found, measured again in other networks
inputs                what may be passed

What is shown here checks what it is passed; the functions behind, in their files, do not.
"""

from functools import partial

import numpy as np

from helpers import network, valid
from helpers.attribution import (
    ablation,
    composition,
    flow,
    inputs,
    likeness,
    methods,
    neurons,
    of_the_course,
    picture_trials,
    pictures,
    pixels,
    sanity_checks,
    slopes,
    trials,
    units,
)
from helpers.attribution import principal_components as components
from helpers.attribution.of_the_course import ABOVE, BELOW
from helpers.attribution.picture_trials import KINDS
from helpers.attribution.pictures import PAINTED, PICTURES
from helpers.attribution.units import RANKINGS
from helpers.network import layer_names

hidden_activations = inputs.door(
    units.hidden_activations, network=valid.with_hidden_layer, images=inputs.some_images(least=0)
)
mean_activations = inputs.door(units.mean_activations, network=valid.with_hidden_layer)
contributions = inputs.door(units.contributions)
rank_values = inputs.door(units.rank_values)
top_units = inputs.door(units.top_units, hidden=inputs.hidden_rows, k=inputs.up_to("hidden"))
top_k = inputs.door(
    units.top_k, values=valid.numbers((None,), (None, None)), k=inputs.up_to("values")
)

ablated_scores = inputs.door(ablation.ablated_scores)
random_units = inputs.door(
    ablation.random_units,
    k=lambda name, value, given: valid.whole(name, value, 0, given["n_hidden"]),
)
single_unit_repairs = inputs.door(ablation.single_unit_repairs, hidden=inputs.hidden_rows)

neuron = inputs.door(
    neurons.neuron,
    network=valid.with_hidden_layer,
    unit=inputs.a_unit_of_layer,
    since=inputs.an_earlier,
)
lead_of_favourite = inputs.door(
    neurons.lead_of_favourite,
    weights=valid.numbers((None, None), least=1, remedy="a layer's weights W1"),
    means=lambda name, value, given: valid.array(
        name, value, (None, given["weights"].shape[1]), least=1
    ),
)
strongest_connections = inputs.door(flow.strongest_connections, node=inputs.a_node)

pixel_products = inputs.door(pixels.pixel_products)
single_pixel_effects = inputs.door(pixels.single_pixel_effects)
all_single_pixel_effects = inputs.door(pixels.all_single_pixel_effects)
shapley_values = inputs.door(pixels.shapley_values)
input_slopes = inputs.door(slopes.input_slopes, images=inputs.pixels((), (None,)))
integrated_gradients = inputs.door(slopes.integrated_gradients)
METHODS = {
    name: inputs.door(method, baseline=inputs.baselines) for name, method in methods.METHODS.items()
}

layer_values = inputs.door(network.layer_values, layer=inputs.a_layer_of_run)

residual = inputs.door(trials.residual, baseline=inputs.baselines)
method_trial = inputs.door(
    trials.method_trial, images=inputs.pixels((None,), least=1), baseline=inputs.baselines
)

class_difference = inputs.door(
    pictures.class_difference, images=inputs.some_bytes, labels=inputs.one_label_each
)
turned = inputs.door(
    pictures.turned,
    network=inputs.one_unit_two_classes,
    picture=lambda name, value, given: valid.array(name, value, given["network"].sizes[:1]),
)
pattern = inputs.door(
    pictures.pattern,
    images=inputs.some_bytes,
    weights=lambda name, value, given: valid.array(name, value, given["images"].shape[1:]),
)
class_picture = inputs.door(pictures.class_picture)

patch_changes = inputs.door(
    picture_trials.patch_changes,
    network=inputs.of_pages,
    picture=valid.numbers((784,)),
    baselines=inputs.pixels((None,), least=1),
)
picture_trial = inputs.door(
    picture_trials.picture_trial, networks=inputs.networks_of_pages, images=inputs.inked
)
class_pictures = inputs.door(
    picture_trials.class_pictures,
    image=inputs.image_of_all,
    digit=inputs.class_of_all,
    kinds=inputs.kinds,
)
agreements = inputs.door(
    picture_trials.agreements,
    pictures=valid.numbers((None, None), least=1),
    image=inputs.image_with_ink,
)
by_groups = inputs.door(picture_trials.by_groups, trials=inputs.trials)
findings = inputs.door(
    of_the_course.findings,
    networks=inputs.seeds_of_pages,
    images=inputs.inked,
)
finding_by_finding = inputs.door(
    of_the_course.finding_by_finding,
    found=inputs.found,
    above=inputs.limits_of_findings,
    below=inputs.limits_of_findings,
)
checklist = inputs.door(
    picture_trials.checklist, trials=inputs.trials, enough=inputs.limits_of_checklist
)

correlation = inputs.door(
    likeness.correlation,
    picture=inputs.varied((None,)),
    other=lambda name, value, given: inputs.varied(given["picture"].shape)(name, value, given),
)
rank_correlation = inputs.door(
    likeness.rank_correlation,
    picture=valid.numbers((None,), least=1),
    other=inputs.like("picture"),
)
agreement = inputs.door(
    likeness.agreement, parts=valid.numbers((None, None), least=1), others=inputs.like("parts")
)
portrait_likeness = inputs.door(
    likeness.portrait_likeness,
    pictures=inputs.varied((None, 784)),
    images=lambda name, value, given: valid.images(name, value, kinds="u"),
    labels=inputs.of_all_ten,
)
matched_units = inputs.door(
    likeness.matched_units, hidden=inputs.active_units, other=inputs.active_units
)
principal_components = inputs.door(
    components.principal_components,
    rows=valid.numbers((None, None), kinds="f", remedy="as_pixels(images) or activations"),
    k=lambda name, value, given: valid.whole(name, value, 1, min(given["rows"].shape)),
)
own_centre_share = inputs.door(
    components.own_centre_share,
    places=valid.numbers((None, None), least=1),
    labels=inputs.one_label_each,
)

composed_map = inputs.door(composition.composed_map, layer=inputs.pre_activations)
exact_map = inputs.door(
    composition.exact_map, network=inputs.straight, layer=inputs.pre_activations
)
linear_fits = inputs.door(composition.linear_fits, layer=inputs.pre_activations)
composition_meter = inputs.door(composition.composition_meter)

control_networks = inputs.door(sanity_checks.control_networks, network=inputs.started)
eight_networks = inputs.door(
    sanity_checks.eight_networks, network=inputs.started, second=inputs.started
)
shuffled_outputs = inputs.door(sanity_checks.shuffled_outputs)
shuffled_layers = inputs.door(sanity_checks.shuffled_layers)
shifted = inputs.door(sanity_checks.shifted, images=inputs.pages)
inverted = inputs.door(sanity_checks.inverted, images=inputs.pages)
noise = inputs.door(sanity_checks.noise)
random_steps = inputs.door(
    sanity_checks.random_steps,
    lengths=valid.numbers((None,)),
    n_inputs=valid.a_count(),
)
oddities = inputs.door(
    sanity_checks.oddities,
    image=valid.numbers((784,), kinds="iu", dtype=np.uint8, remedy="bytes, such as images[0]"),
)
