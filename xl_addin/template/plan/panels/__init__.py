"""Panels: rectangles of cells that are repeated, left out or laid out apart from the rows and columns around them."""
