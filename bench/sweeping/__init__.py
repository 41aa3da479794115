"""What `bench/sweep.py` does to every workbook of a folder, and how it counts what comes of it."""
