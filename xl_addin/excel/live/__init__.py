"""Edits carried out in a workbook open in Excel: a module for each sort of them, one table of all kinds."""
