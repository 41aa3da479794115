"""A sheet of the template read and understood: its markers, its cells, the texts its rows may grow for."""
