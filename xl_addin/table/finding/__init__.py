"""Where the tables of a sheet are: number row, header above it, columns, rows below."""
