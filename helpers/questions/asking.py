"""Question: what is asked, what was chosen, and the hands that were counted."""

from pathlib import Path

import anywidget
import traitlets

from helpers import valid
from helpers.explore.cells import close_when_run_again
from helpers.javascript import joined
from helpers.questions.texts import KINDS, LETTERS, as_markdown, files, lettered, questions

HERE = Path(__file__).parent
TIMES = ["before", "after"]  # the discussion


def ask(notebook, *names):
    """The questions of these names, one below the other, as a `Question`.

    notebook: whose questions: the notebook's name without its number. names: one, or several of a
    quiz.
    """
    valid.word("notebook", notebook, files())
    known = questions(notebook)
    if not names:
        raise ValueError(f"no question is named: pass one of {', '.join(known)}")
    for name in names:
        valid.word("question", name, known)
    return Question(notebook, {name: known[name] for name in names})


class Question(anywidget.AnyWidget):
    """One question, or several of a quiz, each with its options as buttons.

    Choosing shows what is behind the option and whether it holds; one may choose again. Without a
    kernel it is Markdown, with the answer folded.

    notebook: whose questions. asked: the questions by their names, as their file has them.

    Attributes
    ----------
    choices : list of str
        The letter chosen for each question, "" for none.
    choice : str or None
        The letter, if one question is asked.
    hands : dict
        In a lecture, how many raised their hands for each option: ``{"before": [3, 12, 4]}``, and
        "after" the discussion.
    """

    _esm = joined(HERE, "words.js", "question.js")
    _css = (HERE / "question.css").read_text(encoding="utf-8")
    asked = traitlets.List(traitlets.Dict()).tag(sync=True)
    choices = traitlets.List(traitlets.Unicode()).tag(sync=True)
    hands = traitlets.Dict().tag(sync=True)

    def __init__(self, notebook, asked):
        self._words, self._name = list(asked.values()), ", ".join(map(repr, (notebook, *asked)))
        with_letters = [
            question
            | {
                "kind": KINDS[question["kind"]],
                "options": [option | {"letter": at} for at, option in lettered(question)],
            }
            for question in self._words
        ]
        super().__init__(asked=with_letters, choices=[""] * len(with_letters))
        close_when_run_again(self)

    def __repr__(self):
        return f"ask({self._name})"

    @property
    def choice(self):
        """The letter that was chosen, None for none; of several questions a list of these."""
        letters = [letter or None for letter in self.choices]
        return letters[0] if len(letters) == 1 else letters

    def leave(self):
        """Leave the page for good."""
        self.close()

    @traitlets.validate("choices")
    def _offered(self, proposal):
        """Letters of options that there are, one a question."""
        chosen = valid.listed("choices", proposal.value, n=len(self.asked))
        for letter, question in zip(chosen, self.asked, strict=True):
            valid.word("choices", letter, ["", *LETTERS[: len(question["options"])]])
        return chosen

    @traitlets.validate("hands")
    def _counted(self, proposal):
        """Whole numbers, one for each option, before and after the discussion."""
        for time, counts in proposal.value.items():
            valid.word("hands", time, TIMES)
            options = len(self.asked[0]["options"])
            for count in valid.listed(f"hands[{time!r}]", counts, options, of="options"):
                valid.whole(f"hands[{time!r}]", count)
        return proposal.value

    def _repr_mimebundle_(self, **kwargs):
        # The Markdown is for readers without a kernel: a preview, a hand-out, this page tomorrow.
        view = {"model_id": self.model_id, "version_major": 2, "version_minor": 0}
        data = {
            "text/plain": repr(self),
            "application/vnd.jupyter.widget-view+json": view,
            "text/markdown": "\n\n".join(map(as_markdown, self._words)),
        }
        return data, {"text/markdown": {"buttons": True}}
