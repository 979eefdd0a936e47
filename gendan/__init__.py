"""gendan (跟单): a company's whole life with its customers, run by its own written procedures."""
