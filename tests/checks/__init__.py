"""Tests of the checks: right answers, the typical mistakes, blanks, and answers of any kind."""
