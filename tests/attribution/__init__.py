"""Tests of the attribution room, against loops written from the definitions."""
