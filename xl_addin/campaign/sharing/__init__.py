"""How a whole is shared among the units: what is said of a column, and the parts that come of it."""
