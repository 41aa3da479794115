"""The rules, one module each, found by walking this package."""
