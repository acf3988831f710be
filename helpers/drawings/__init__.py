"""Pictures from elsewhere: from a file to ink, from ink to what the network expects, and back.

read_picture    a PNG's or JPEG's bytes as ink on paper, or a sentence that says why not
save_drawing    ink as a PNG file; free_name finds a name for it
as_drawn        ink as 28×28 pixels, where it is and as large as it is
as_mnist        ink as 28×28 pixels, scaled and centred as MNIST's images are
half_size       an image shrunk, somewhere on the page
nearest_images  the images that differ least from a drawing
"""

from helpers.drawings.form import as_drawn, as_mnist, half_size, nearest_images
from helpers.drawings.reading import read_picture
from helpers.drawings.saving import free_name, save_drawing

__all__ = [
    "as_drawn",
    "as_mnist",
    "free_name",
    "half_size",
    "nearest_images",
    "read_picture",
    "save_drawing",
]
