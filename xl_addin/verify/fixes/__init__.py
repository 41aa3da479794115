"""How findings are mended, one module for findings that are mended alike, found by walking this package."""
