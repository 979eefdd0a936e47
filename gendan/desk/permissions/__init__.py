"""Pages of permissions: the rules by role, single records opened to people, and why somebody sees something."""
