"""Customers that are one: found over the whole table, merged field by field, and parted again for thirty days."""
