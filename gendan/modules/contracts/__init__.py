"""Contracts: reviewed before they are signed, changed only as new versions, filed, renewed."""
