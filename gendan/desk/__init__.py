"""Pages that need many modules."""
