"""The reports of all modules on one page each."""
