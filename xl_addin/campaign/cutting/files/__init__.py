"""Unit sheets as files: one for each unit, cut in several processes, printed as PDF."""
