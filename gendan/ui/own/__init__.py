"""Fields of the company's own on forms, on record pages and in lists."""
