"""The words of a reply: what is said first, how a letter is drafted, and whether it keeps the rules (F35); pure functions."""
