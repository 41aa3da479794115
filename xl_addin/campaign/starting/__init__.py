"""A first spec from a table the office has."""
