"""The text of a spec, and everything that is wrong with it as the officer reads it."""
