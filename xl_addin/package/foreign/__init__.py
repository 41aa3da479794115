"""Files that are no workbook we read: what they are instead."""
