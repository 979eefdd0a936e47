"""The business: one folder, one module."""
