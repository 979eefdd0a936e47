"""A simulated year: a company of two hundred lives through the actions and the clock, and nothing is forgotten."""
