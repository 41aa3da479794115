"""Formulas filled down a column, calculated for all rows at once."""
