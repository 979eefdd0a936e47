"""Goods that come back: isolated, inspected, judged and disposed of; and the service desk of a shop."""
