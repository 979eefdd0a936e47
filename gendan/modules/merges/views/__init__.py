"""Pages of merging: likely duplicates, side by side, and what was merged."""
