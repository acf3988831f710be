"""The words of questions: read from their files, and written as Markdown."""

import tomllib
from pathlib import Path

HERE = Path(__file__).parent
KINDS = {"vote": "Vote", "predict": "Predict", "quiz": "Quick question"}
LETTERS = "abcd"


def files():
    """The names of all files of questions, which are those of notebooks without their number."""
    return sorted(path.stem for path in HERE.glob("*.toml"))


def questions(notebook):
    """The questions of a notebook's file, by their names."""
    return tomllib.loads((HERE / f"{notebook}.toml").read_text(encoding="utf-8"))


def lettered(question):
    """The options of a question with their letters: pairs."""
    return list(zip(LETTERS, question["options"], strict=False))


def as_markdown(question):
    """A question where nothing can be pressed: its options, and below them its answer, folded."""
    options = "\n".join(f"- ({letter}) {option['text']}" for letter, option in lettered(question))
    parts = [f"**{KINDS[question['kind']]}.** {question['question'].strip()}", options]
    if "target" in question:
        parts.append(f"**Target.** {question['target'].strip()}")
    return "\n\n".join([*parts, f"<details><summary>The answer</summary>\n\n{_answer(question)}"])


def _answer(question):
    """What holds comes first, then the answer, then what is behind the other options."""
    right = [part for part in lettered(question) if part[1].get("right")]
    wrong = [part for part in lettered(question) if not part[1].get("right")]
    parts = [f"**({letter}) holds.** {option['idea'].strip()}" for letter, option in right]
    parts += [question["answer"].strip()] if "answer" in question else []
    parts += [f"**({letter})** {option['idea'].strip()}" for letter, option in wrong]
    return "\n\n".join([*parts, "</details>"])
