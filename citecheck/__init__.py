"""Checks that every citation of a manuscript leads to one entry of its bibliography."""

__version__ = "0.1.0"
