"""The cells of a worksheet part: how their places and formulas follow a shift."""
