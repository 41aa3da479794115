"""What differs beside the cells: around them, and in parts nobody looks into."""
