"""What the benchmarks share: turns, ratios, goals, and a section that takes its own place only."""

import re

import pytest

from benchmarks import report, timing
from benchmarks.report import Goal, Section


def test_a_section_replaces_its_former_self_and_no_other(tmp_path):
    to = tmp_path / "RESULTS.md"
    for title, text in (("One", "first"), ("Two", "second"), ("One", "third")):
        report.write(Section(title, "A machine.", [text]), to)
    text = to.read_text(encoding="utf-8")
    assert text.startswith("# What was measured")
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## One", "## Two"]
    assert "third" in text and "second" in text and "first" not in text


@pytest.mark.parametrize(
    ("measured", "at_least", "holds"), [(2, False, True), (3, False, False), (2, True, True),
                                        (1, True, False), (float("nan"), False, False)]
)  # fmt: skip
def test_a_goal_holds_or_says_why_not(measured, at_least, holds):
    goal = Goal("Cells lost", measured, 2, at_least, why_not="The kernel died.")
    assert goal.holds is holds
    assert ("holds" in str(goal)) is holds
    assert ("**falls short.** The kernel died." in str(goal)) is not holds


def test_a_table_lines_up_in_plain_text():
    lines = report.table(("who", "s"), [("ours", 1.5), ("a longer name", 20)]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert lines[1].endswith("-:|")


def test_contestants_take_turns_and_the_first_round_does_not_count():
    turns = []

    def contestant(name):
        def run():
            turns.append(name)
            return len(turns)

        return run

    seconds = timing.in_turn({name: contestant(name) for name in "ab"}, rounds=2)
    assert turns == ["a", "b", "b", "a", "a", "b"]
    assert seconds == {"a": [4, 5], "b": [3, 6]}
    assert timing.ratio(seconds, "a", "b") == pytest.approx((4 / 3 + 5 / 6) / 2)


def test_results_name_no_folder_of_the_machine():
    text = report.RESULTS.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.])/(tmp|home|root|work|var|opt)/", text)
