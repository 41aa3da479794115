"""The units and their figures as an office brings them along, from files to what they mean."""
