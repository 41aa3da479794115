"""Sharing down the levels from the command line: what it asks, tells and writes."""
