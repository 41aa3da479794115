"""The kinds of edits, one module each with its dataclasses and its `KIND`, found by walking this package."""
