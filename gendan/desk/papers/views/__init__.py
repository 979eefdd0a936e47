"""The pages of papers: those of a record, the letterhead, the Word templates."""
