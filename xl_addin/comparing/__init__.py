"""Two versions of one workbook compared as people mean them: by unit and column, not by address."""
