"""What takes a change of a file back: computed part by part, kept as a JSON file."""
