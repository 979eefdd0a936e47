"""Quotations: rounds and versions, costs and floors, who may cut a price, sending, and the customer's answer."""
