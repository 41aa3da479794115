"""The kinds of blocks, one module each with its `KIND`, found by walking this package."""
