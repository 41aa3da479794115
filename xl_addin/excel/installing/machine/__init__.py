"""What is known of the PC: its folders, registry, Office and policies."""
