"""Which sheet, table, row and column of one version is which of the other."""
