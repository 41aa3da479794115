"""Formulas of units' rows as they read for other units: filled, compiled from the notation, listed in a sum."""
