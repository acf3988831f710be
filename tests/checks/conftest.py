"""What the tests of the checks share: the one line that a check prints."""

import pytest


@pytest.fixture
def said(capsys):
    """Return a function that calls a check and returns the one line that it prints."""

    def line(check, *arguments, **options):
        check(*arguments, **options)
        printed = capsys.readouterr().out
        assert printed.count("\n") == 1, printed
        return printed

    return line
