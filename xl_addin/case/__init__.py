"""A workbook under examination: which tables it has, which of a spec's they are, how each column is read."""
