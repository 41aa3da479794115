"""Headless calculation on the `formulas` package."""
