"""The short cut for rows that look alike; whatever it does not recognise goes to the general reader."""
