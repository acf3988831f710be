"""Answers to the exercises, one file a notebook: each check says what is wrong, in one line.

A check prints ``Not yet:`` while the answer is still ``...``, ``Yes:`` for a right one, and
``Not quite:`` with the likeliest mistake for a wrong one. It never raises for a wrong answer, so
that a notebook runs from top to bottom with any answer in it.
"""
