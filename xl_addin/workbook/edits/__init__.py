"""Changes to a workbook as data, and how they are carried out in a file."""
