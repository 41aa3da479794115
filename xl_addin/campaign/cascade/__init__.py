"""Sharing down the levels: a whole among units, each unit's part among the units in it, as deep as the units go."""
