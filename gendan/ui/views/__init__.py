"""Pages of the frame itself: appearance, refusals, the style page."""
