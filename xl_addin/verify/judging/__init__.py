"""What the rules ask: whether totals, columns and rows are what the table says."""
