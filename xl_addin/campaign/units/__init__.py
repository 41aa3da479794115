"""Units come and go by name: one row in every table that shares them, and in what explains their shares."""
