"""What each pixel adds to one hidden unit's pre-activation."""

from helpers.attribution.valid import checked_index


def pixel_products(network, image, unit):
    """The element-wise product of one hidden unit's weights and an image.

    Its sum plus ``b1[unit]`` is the unit's pre-activation ``z1[unit]``.

    Parameters
    ----------
    network : helpers.network.Network
    image : ndarray of float, shape (784,)
        Pixels from 0 to 1, as `helpers.digits.as_pixels` makes them.
    unit : int
        Which hidden unit of the first layer.

    Returns
    -------
    ndarray of float32, shape (784,)
        ``W1[unit] * image``: positive where the pixel pushes the unit to fire.

    Raises
    ------
    ValueError
        If there is no such unit, or the image does not fit the network.

    Examples
    --------
    >>> import numpy as np
    >>> from helpers.network import Network
    >>> tiny = Network((3, 1, 2), weights=[[[2, -1, 5]], [[1], [-1]]])
    >>> pixel_products(tiny, np.array([1.0, 0.5, 0.0]), unit=0).tolist()
    [2.0, -0.5, 0.0]
    """
    unit = checked_index("unit", unit, network.sizes[1], "hidden units")
    x = network.forward(image).x
    if x.ndim != 1:
        raise ValueError(f"image has shape {x.shape}: pass one image of ({network.sizes[0]},)")
    return network.weights[0][unit] * x
