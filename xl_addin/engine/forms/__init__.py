"""From the text of a formula to its tree and the areas it reads: once for each form."""
