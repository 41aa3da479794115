"""What is around and over the cells of a template sheet: it follows them wherever they come to stand."""
