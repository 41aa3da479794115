"""The parts a spec is made of, a module each: what fields they have and what one part says of itself."""
