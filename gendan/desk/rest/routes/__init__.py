"""Routes that belong to no single module."""
