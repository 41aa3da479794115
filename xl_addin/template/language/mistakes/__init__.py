"""Mistakes of a template's author: whose they are, and what is said of them."""
