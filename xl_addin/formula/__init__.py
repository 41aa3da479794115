"""Formula text: where its references stand, how they move, how they are written."""
