"""Edits as JSON files."""
