"""The settings pages of the company's own fields."""
