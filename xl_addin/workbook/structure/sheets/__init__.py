"""What names a sheet, and a sheet with all that belongs to it."""
