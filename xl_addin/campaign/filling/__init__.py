"""Fill the tables of an office's own workbook: formulas, totals, shares."""
