"""Photographs and other pictures of handwriting: from a file's bytes to the digits on it.

read_picture  a `Picture` from a file's bytes, or a sentence why not
Picture       what was taken for ink and for paper, and the ink of each digit

files.py unpacks files that may be hostile, page.py finds the paper and the ink, lines.py takes out
printed lines, picture.py shows what was found.
"""

from helpers.photographs.picture import Picture, read_picture
