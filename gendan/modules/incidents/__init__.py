"""Incidents on the way: the customer is told first, the carrier is asked, and charges wait until it is solved."""
