"""The answer key of all questions: each option has its idea, and right letters are spread."""

import copy

import pytest
from form.anatomy import hold, questions_file, stored, taught
from form.votes import key, spread

from helpers.questions import texts

FILES = {file: texts.questions(file) for file in texts.files()}
EVERY = [(f"{file}, {name}", question) for file in FILES for name, question in FILES[file].items()]
SOUND = {
    "kind": "vote",
    "question": "Which?",
    "options": [
        {"text": "this", "idea": "One thinks so, and forgets."},
        {"text": "that", "idea": "It is so, as measured.", "right": True},
        {"text": "neither", "idea": "One is careful, too careful."},
    ],
}


def test_each_notebook_has_its_file():
    lessons = filter(taught, stored().values())
    assert texts.files() == sorted(map(questions_file, lessons))


@pytest.mark.parametrize(("name", "question"), EVERY, ids=[name for name, _ in EVERY])
def test_every_option_has_the_idea_behind_it_and_one_holds(name, question):
    hold(key(name, question))


@pytest.mark.parametrize("kinds", [("vote", "predict"), ("quiz",)], ids=str)
def test_the_right_letters_are_spread(kinds):
    hold(spread([question for _, question in EVERY if question["kind"] in kinds]))


def changed(change):
    question = copy.deepcopy(SOUND)
    change(question)
    return question


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda q: q["options"].pop(), "2 options; a vote has 3 to 4"),
        (lambda q: q["options"].extend(q["options"]), "6 options"),
        (lambda q: q["options"][1].pop("right"), "0 options are right"),
        (lambda q: q["options"][0].update(right=True), "2 options are right"),
        (lambda q: q.update(question="Choose."), "no '?'"),
        (lambda q: q["options"][2].pop("idea"), "'neither': say what someone who chooses it"),
        (lambda q: q["options"][2].update(idea="No."), "'neither': say what someone"),
        (lambda q: q.update(answer="So (b) it is."), "names a letter"),
        (lambda q: q["options"][0].update(hint="?"), "'hint' is no part of a question"),
    ],
)
def test_a_broken_question_is_refused(change, words):
    assert key("x", SOUND) == []
    assert any(words in text for text in key("x", changed(change)))


def test_several_may_hold_if_the_question_says_so():
    assert not key("x", changed(lambda q: several(q, "Choose all that hold, which are they?")))


def several(question, words):
    question["question"] = words
    question["options"][0]["right"] = True


def test_letters_that_are_not_spread_are_refused():
    first = changed(lambda q: q["options"].sort(key=lambda option: not option.get("right")))
    last = changed(lambda q: q["options"].sort(key=lambda option: option.get("right", False)))
    assert spread([SOUND, first, last]) == []
    assert any("(c) is right in 0 of 6" in text for text in spread([SOUND, first] * 3))
    assert any("(a) is right in 1 " in text for text in spread([first, *[SOUND, last] * 3]))
