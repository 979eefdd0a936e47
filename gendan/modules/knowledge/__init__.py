"""Knowledge: a tree of categories, articles with data roles, links to records, and what helps at a moment (F41)."""
