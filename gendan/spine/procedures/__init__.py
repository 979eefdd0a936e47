"""Declared procedures and the engine that runs them."""
