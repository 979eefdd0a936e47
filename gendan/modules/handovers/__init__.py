"""Customers go from hand to hand: all of a person's at once, and in stages from consultant to director (F26)."""
