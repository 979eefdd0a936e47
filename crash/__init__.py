"""A crash test: a company works over HTTP while its processes are killed, and nothing that was acknowledged is lost."""
