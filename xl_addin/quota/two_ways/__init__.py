"""Shares of a table whose rows and columns are both given."""
