"""The example, without a page and on one."""

import pytest

from .example import PAGE, Example


@pytest.fixture
def example():
    return Example()


@pytest.fixture
def open_example(example):
    example.hear(**PAGE)
    return example
