"""One's own second factor and visits, and who must have one."""
