"""Edits, and what takes them back, as JSON files."""
