"""Jinja2 in the cells of an ordinary workbook; unit sheets."""
