"""A file takes another's place at once: what the systems offer for it, and what they say when they refuse."""
