"""A small package to look inside a small network; each room is one file or folder.

The course itself, to be read in this order, is ``network``, ``training``, ``attribution/pixels``
and ``attribution/units``.

======================  ==========================================================
words                   sentences by code: a or an, one and many, sums that add up
valid                   what may be passed, and what is said otherwise
files                   files that are there whole or not at all
memory                  what was freed goes back to the system
browser                 a kernel in the browser: what it has not, and data that come when read
digits                  MNIST, verified, as rows of 784 bytes
network                 Network, ForwardPass, activation functions, the chain rule
storage                 stored networks, load and save
evaluation              answers, accuracy, recall, confusion; how sure a share is
own_images              other images of 28×28: Fashion-MNIST, any IDX pair, .npz, arrays
own_network             a network that was trained elsewhere, opened and compared
doctor                  what is wrong with a trained network, where something is
training                a random start, one step of gradient descent, epoch by epoch
recipes                 how each stored network was trained, by name
points                  points in the plane: rings, moons, spiral, XOR, blobs
playground              networks of two inputs, trained in a moment
attribution             products, contributions, rankings, ablation, pixels, layers
plots                   matplotlib pictures: data and an Axes in, the Axes out
javascript              JavaScript of several files as one module, and whose a key is
live                    a matplotlib figure on a canvas, that answers hand and cursor
pad                     a sheet of paper to draw on, by hand or from code
drawings                ink scaled and centred as MNIST is, and saved
photographs             pictures from files: what is paper, what is ink, and the digits on it
explore                 sliders that turn the knobs of all of the above
questions               votes, predictions and quizzes, with the idea behind each option
checks                  answers to the exercises: says what is wrong
start                   the command that copies the notebooks and opens them
======================  ==========================================================

Arrows run downward only: a room may import rooms above it, never one below.

Arguments of one name mean one thing, and a docstring says only what is not said here. Shapes are
those for MNIST, where a network has 784 inputs and 10 classes.

==============  ==================================================================================
network         a `helpers.network.Network`; it is never changed
networks        dict of names to networks
image           one image: float from 0, paper, to 1, full ink, (784,), as ``as_pixels(images[0])``;
                drawing takes bytes too, and (28, 28)
images          bytes, (n, 784), one image a row, as `load_digits` returns them
labels          int, (n,): the class of each image, from 0
digit           int: a class
unit, units     int, ints: hidden units, from 0, of the first hidden layer for their pictures and of
                the last one for their contributions
hidden          float32, (n_hidden,) or (n, n_hidden): the last hidden layer's activations, as
                `hidden_activations` returns them; where a network is made, the name of the hidden
                layers' activation function
layer           str: which numbers of a network, ``"z1"``, ``"h1"`` and so on, see `layer_names`
baseline        what an image is compared with, another image; a blank page, all zero, without it
weights         float, (n_units, 784): a layer's incoming weights W1, one picture a row
rng             `numpy.random.Generator`, the only source of chance
ax              `matplotlib.axes.Axes`: what is drawn changes there if the same function drew on it
                before, otherwise what was on it is cleared; it is returned
axes            a list of these
title, titles   str, or one a picture: words above it
limit           float: a signed picture's scale reaches from -limit to +limit; without it, to the
                largest absolute value shown
limits          (float, float): both ends of an axis; without them, those of the values
narrow          bool: there is little room, so words take more lines or less place
controls        names of the controls that an explorer shows; all of them without it
==============  ==================================================================================

In an explorer ``image``, ``unit``, ``about`` and the like say where its controls start; ``image``
is the image's row. A ValueError tells of an argument that does not fit: what was passed, what was
expected, and what to do.
"""
