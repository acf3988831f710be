"""Questions that can be answered: votes, predictions and quick quizzes, from one file a notebook.

ask        the question in a notebook's cell, with its options as buttons
Question   what it returns: what was chosen, and the hands counted in a lecture

A question's words stand in a file beside this one, ``train_one_neuron.toml`` for notebook 02, so
that they can be translated without touching code: its kind (vote, predict or quiz), the question,
its options, each with the idea behind it, which of them hold, and the answer. texts.py reads and
writes them, asking.py keeps what was chosen, question.js shows it.
"""

from helpers.questions.asking import Question, ask
