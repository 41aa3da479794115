"""The manifest of unit sheets: who was given what, which cells are to be filled in; in the file and beside it."""
