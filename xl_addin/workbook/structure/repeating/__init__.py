"""What names cells of a sheet that came to stand in several places, or in none, as templates make of them."""
