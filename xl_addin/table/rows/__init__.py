"""What the rows of a table are: units, parts, totals, ratios, and what sums what."""
