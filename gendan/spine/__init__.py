"""The ground that knows no business word."""
