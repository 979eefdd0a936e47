"""The home board: what to do today, who is late, and how the funnel stands."""
