"""What floats over the cells of a sheet: where it comes to stand when lines come or go."""
