"""What a workbook holds, read-only."""
