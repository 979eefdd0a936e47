"""Who comes in: the second factor, failed attempts, and where each person is logged in."""
