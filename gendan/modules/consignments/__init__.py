"""Export consignments: the factory is pushed, goods are packed, cargo space is booked, and the customer has the shipping data."""
