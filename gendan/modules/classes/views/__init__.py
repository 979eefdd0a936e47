"""Pages of the classes."""
