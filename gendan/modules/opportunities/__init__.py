"""From the first registration to won or lost."""
