"""Fields of the company's own on any kind of record: what they are, what may stand in them, and how they are found."""
