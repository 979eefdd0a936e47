"""Numbers for papers."""
