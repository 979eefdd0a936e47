"""What is planned with customers: the month of each customer manager, and the visits with their preparation."""
