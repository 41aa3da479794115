"""Numbered tables that add up: fill, verify and cut up the quota workbooks of local offices."""

__version__ = "0.1.0"
