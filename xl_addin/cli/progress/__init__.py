"""What a terminal shows while somebody waits."""
