"""One axis of a sheet or of a panel: its lines while they are repeated and chosen, and where they went."""
