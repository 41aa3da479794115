"""Names of administrative units: one way of writing them, and matching that never guesses."""
