"""The settings page of numbering rules."""
