"""What was said and done with a customer, and what comes next."""
