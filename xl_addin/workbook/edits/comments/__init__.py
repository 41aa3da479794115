"""Comments on cells, written into a file and taken out again."""
