"""A first template from an office's own table: a sheet per unit, or the table as a list."""
