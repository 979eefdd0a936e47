"""The REST API put together: every module's routes, the desk's own, tokens and the reference page."""
