"""Hold a numbered table to its word: rules, diagnostics, reports."""
