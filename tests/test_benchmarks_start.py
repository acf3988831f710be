"""The start benchmark: what counts as a picture, and where the parts of `make test` begin."""

import pytest

from benchmarks.start.cold import parts, summary
from benchmarks.start.pictures import VIEW, is_picture


def message(kind, **content):
    return {"msg_type": kind, "content": content}


def shown(kind, *mimes):
    return message(kind, data=dict.fromkeys(mimes, "..."))


def test_pictures_are_pngs_and_views_once_a_live_figure_was_made():
    live = []
    assert is_picture(shown("display_data", "text/plain", "image/png"), live)
    assert not is_picture(shown("execute_result", "text/plain"), live)
    assert not is_picture(message("stream", name="stdout", text="image/png"), live)
    assert not is_picture(shown("display_data", VIEW), live), "a slider alone is no picture"
    slider = message("comm_open", comm_id="1", data={"state": {"value": 3}})
    figure = message("comm_open", comm_id="2", data={"state": {"_esm": "export default {}"}})
    assert not is_picture(slider, live) and not live
    assert not is_picture(figure, live) and live == ["2"]
    assert is_picture(shown("display_data", VIEW), live)


def test_a_cell_that_fails_is_no_picture():
    with pytest.raises(RuntimeError, match="NameError"):
        is_picture(message("error", traceback=["NameError: ..."]), [])


def test_parts_begin_where_make_says_so():
    lines = [(1.0, "Installing"), (40.0, ".venv/bin/ruff check ."), (41.0, "All checks passed!")]
    lines += [(41.5, ".venv/bin/python -m pytest -n 2"), (100.0, "== 9 passed in 58 s ==")]
    assert parts(lines, 101.5) == {"set-up": 40.0, "lint": 1.5, "tests": 60.0}
    assert parts(lines[:1], 2.0) == {"set-up": 2.0, "lint": 0.0, "tests": 0.0}


def test_the_summary_is_pytest_s_and_not_what_make_says_last():
    lines = [
        "=== 2 passed in 1 s ===",
        "=== 9 passed, 1 skipped in 58.1s (0:00:58) ===",
        "make: Done",
    ]
    assert summary([(1.0, line) for line in lines]) == "9 passed, 1 skipped"
