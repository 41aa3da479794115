"""Text of a column-number row <-> expression -> Excel formula, value."""
