"""What an officer is shown before anything is written, and what they point at."""
