"""A network as a file for a page: a line of JSON, then float32, all of it packed by gzip."""

import gzip
import json

from helpers.files import write_whole


def packed_network(network):
    """A network as the bytes that `readNetwork` of static/network.js reads, the same each time.

    The line of JSON has the sizes, the activation function of each layer and the names of the
    classes, if they have any. Then, for each layer, come its weights, row by row, and its biases,
    their lowest byte first.
    """
    names = ("sizes", "activations", "classes")
    head = json.dumps({name: getattr(network, name) for name in names})
    layers = zip(network.weights, network.biases, strict=True)
    numbers = [array.astype("<f4").tobytes() for layer in layers for array in layer]
    return gzip.compress(b"".join([head.encode(), b"\n", *numbers]), mtime=0)


def write_network(network, path):
    """Write a network's file, see `packed_network`."""
    write_whole(path, packed_network(network))
