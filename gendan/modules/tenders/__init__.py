"""Strategic bids, from the registration to the result."""
