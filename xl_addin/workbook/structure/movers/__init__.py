"""Movers: one module for each kind of part that holds places of cells."""
