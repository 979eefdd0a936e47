"""Input of complaints, by step."""
