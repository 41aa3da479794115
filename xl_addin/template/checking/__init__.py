"""What is wrong with a template, found without writing anything."""
