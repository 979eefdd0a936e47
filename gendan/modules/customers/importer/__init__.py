"""What comes from files: customers with their first contact, and contacts of customers that are there."""

from gendan.modules.customers.importer.firms import IMPORTER, find_customers, find_people, suggest_customers
from gendan.modules.customers.importer.people import CONTACTS

__all__ = ["CONTACTS", "IMPORTER", "find_customers", "find_people", "suggest_customers"]
