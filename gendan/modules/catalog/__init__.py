"""Product lines and products."""
