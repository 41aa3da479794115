"""What an office brings along: a file of units and their figures, and how its columns and cells are understood."""
