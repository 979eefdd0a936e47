"""Personal data of people at customers: what is held, who looked at it, copies and erasure on request (U12)."""
