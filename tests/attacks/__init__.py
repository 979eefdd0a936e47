"""Attacks that are tried on every run, each kind in a file of its own."""
