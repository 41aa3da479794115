"""What a numbered table is, where it stands in a sheet, and what a spec adds to it."""
