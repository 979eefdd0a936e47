"""Short messages: one port, two providers, and a folder for trying out."""
