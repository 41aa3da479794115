"""The generated pages of the officer's guide, and what they say beyond what the code says of itself."""
