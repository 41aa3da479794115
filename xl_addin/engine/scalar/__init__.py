"""A formula's tree as a function that calculates one cell."""
