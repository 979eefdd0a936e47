"""Finding things: the command palette and the search page."""
