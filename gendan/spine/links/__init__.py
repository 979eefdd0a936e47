"""Public links: one record, opened for one purpose to somebody outside, by a token that only he has."""
