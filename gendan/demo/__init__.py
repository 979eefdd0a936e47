"""A made-up company that lives through the real actions."""
