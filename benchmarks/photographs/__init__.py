"""Photographs of handwriting, drawn: how many of their digits are read rightly."""
