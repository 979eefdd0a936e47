"""What the moves of returns and of the desk write besides the state."""
