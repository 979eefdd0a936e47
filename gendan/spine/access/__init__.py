"""Who sees which rows, and why."""
