"""Write the planned sheets, and the package around them."""
