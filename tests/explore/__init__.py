"""Tests of the explorers, without a browser: widgets work without a kernel."""
