"""From the text of a column-number row to an expression."""
