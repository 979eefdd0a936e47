"""Pages of returns and of the service desk."""
