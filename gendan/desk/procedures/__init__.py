"""Moves, to-dos and sign-offs of any record, and the settings pages of the procedures."""
