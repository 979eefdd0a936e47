"""Customer classes: A, B and C by turnover, what moved and why, and what is asked of customer data each month."""
