"""The public pools (公海): customers whom nobody follows come back to all, by rules that everybody can read."""
