"""Pages of knowledge: browsing, managing, and what hangs on other records."""
