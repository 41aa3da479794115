"""What Excel sees: the ribbon, its macros, the worksheet functions' wrappers and the add-in file."""
