"""Pages of months and visits."""
