"""What has to follow when rows, columns or sheets of a workbook move."""
