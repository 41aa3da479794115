"""What a formula computes with, and where a book keeps it while it is calculated."""
