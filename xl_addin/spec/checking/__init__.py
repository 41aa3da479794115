"""What a spec's parts say of each other, a module for every kind of name."""
