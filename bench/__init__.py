"""Performance, side by side with the floor."""
