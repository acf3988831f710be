"""The rules of a notebook's form, by subject.

anatomy    reads a notebook: tags, sections, outputs, code as a syntax tree
cells      counts, imports, drawing calls, execution, metadata
layout     title, closing sections, quiz, slides
votes      votes and demonstrations, whose answers and targets are not given away
exercises  a blank, a check, a folded solution, and nothing that a later cell needs
numbers    every measured number in the prose stands in a stored output
pictures   colours of stored pictures, measured
running    sections, solutions and ways to a target, executed in a fresh namespace
contents   the tables of notebooks, in 00 and in the README
rooms      on the sources of helpers/: imports, hidden state, docstrings, file length
safety     on what code and pages may reach: no network, no pickle
project    on the lists of dependencies, and addresses in tracked files
breaking   cells to make small notebooks of, and ways to break a stored one in one place

A rule takes a parsed notebook (in rooms, a file's source) and returns a list of violations:
sentences that say where it is and what to do.
"""
