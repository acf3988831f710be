"""A small package to look inside a small network; each room is one file or folder.

======================  ==========================================================
files                   files that are there whole or not at all
digits                  MNIST, verified, as rows of 784 bytes
network                 Network, ForwardPass, activation functions
backward                the chain rule: slopes from a network's end to its start
storage                 stored networks, load and save
evaluation              answers, accuracy, recall, confusion
descent                 mini-batch gradient descent: one step, one pass
training                a random start, and training epoch by epoch
recipes                 how each stored network was trained, by name
points                  points in the plane: rings, moons, spiral, XOR, blobs
playground              networks of two inputs, trained in a moment
attribution             products, contributions, rankings, ablation, pixels, layers
plots                   matplotlib pictures: data and an Axes in, the Axes out
javascript              JavaScript of several files as one module
live                    a matplotlib figure on a canvas, that answers hand and cursor
pad                     a sheet of paper to draw on, by hand or from code
drawings                pictures from files; ink scaled and centred as MNIST is
explore                 sliders that turn the knobs of all of the above
checks                  answers to the exercises: says what is wrong
======================  ==========================================================

Arrows run downward only: a room may import rooms above it, never one below.
"""
