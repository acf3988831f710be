"""A question in code: what is refused, what was chosen, and what stands for it without a kernel."""

from types import SimpleNamespace

import pytest
import traitlets
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from helpers.explore import cells
from helpers.questions import ask, texts

FILE, NAME = "read_a_hidden_neuron", "eraser"


def test_what_is_chosen_on_the_page_is_read_by_code():
    question = ask(FILE, NAME)
    assert question.choice is None
    question.set_state({"choices": ["b"]})  # as the page sends it
    assert question.choice == "b"
    assert ask(FILE, NAME).choice is None, "one question's choice is not another's"


def test_a_quiz_has_a_choice_for_each_question():
    quiz = ask(FILE, "firing", "start", "place")
    assert quiz.choice == [None, None, None]
    quiz.choices = ["", "a", ""]
    assert quiz.choice == [None, "a", None]


@pytest.mark.parametrize("choices", [["e"], ["ab"], [], ["a", "a"], [None]])
def test_only_options_that_there_are_can_be_chosen(choices):
    question = ask(FILE, NAME)
    with pytest.raises((ValueError, traitlets.TraitError)):
        question.choices = choices
    assert question.choice is None


def test_a_letter_beyond_the_options_is_none():
    with pytest.raises(ValueError, match="choices='d' is not there: choose one of , a, b, c"):
        ask(FILE, "firing").choices = ["d"]


def test_the_hands_of_a_lecture_are_read_by_code():
    question = ask(FILE, NAME)
    question.set_state({"hands": {"before": [3, 12, 4, 0]}})
    assert question.hands == {"before": [3, 12, 4, 0]}


@pytest.mark.parametrize(
    "hands", [{"later": [1, 2, 3, 4]}, {"before": [1, 2]}, {"after": [1, 2, 3, -4]}, {"after": "1"}]
)
def test_hands_are_counts_of_the_options(hands):
    question = ask(FILE, NAME)
    with pytest.raises(ValueError, match="hands"):
        question.hands = hands
    assert question.hands == {}


def test_a_cell_that_is_run_again_closes_its_question(monkeypatch):
    shell = InteractiveShell(config=Config(HistoryManager={"enabled": False}))
    monkeypatch.setattr(shell, "get_parent", lambda: {"metadata": {"cellId": "a"}}, raising=False)
    monkeypatch.setattr(cells, "get_ipython", lambda: shell)
    first = ask(FILE, NAME)
    shell.events.trigger("pre_run_cell", SimpleNamespace(cell_id="b"))
    assert first.comm is not None
    shell.events.trigger("pre_run_cell", SimpleNamespace(cell_id="a"))
    assert first.comm is None


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("read_a_neuron", NAME), "notebook='read_a_neuron' is not there: choose one of combine"),
        (("../" + FILE, NAME), "is not there"),
        ((FILE, "colour"), "question='colour' is not there: choose one of firing, start"),
        ((FILE,), "no question is named: pass one of firing, start"),
        ((FILE, 3), "question=3 is not there"),
    ],
)
def test_what_there_is_not_is_refused_in_words(names, words):
    with pytest.raises(ValueError) as refused:
        ask(*names)
    assert words in str(refused.value)


def test_its_text_is_the_same_in_every_run_and_gives_nothing_away():
    question = ask(FILE, NAME)
    question.choices = ["b"]
    data, about = question._repr_mimebundle_()
    assert data["text/plain"] == "ask('read_a_hidden_neuron', 'eraser')"
    assert data["text/markdown"] == ask(FILE, NAME)._repr_mimebundle_()[0]["text/markdown"]
    assert about == {"text/markdown": {"buttons": True}}


def test_without_a_kernel_it_is_markdown_with_its_answer_folded():
    question = {
        "kind": "vote",
        "question": "Which?\n",
        "target": "Find it.",
        "answer": "So there.",
        "options": [
            {"text": "this", "idea": "No."},
            {"text": "that", "idea": "Yes.", "right": True},
        ],
    }
    assert texts.as_markdown(question) == (
        "**Vote.** Which?\n\n- (a) this\n- (b) that\n\n**Target.** Find it.\n\n"
        "<details><summary>The answer</summary>\n\n"
        "**(b) holds.** Yes.\n\nSo there.\n\n**(a)** No.\n\n</details>"
    )


def test_the_page_is_told_kinds_and_letters():
    [told] = ask(FILE, NAME).asked
    assert told["kind"] == "Vote" and [one["letter"] for one in told["options"]] == list("abcd")
