"""Settings pages: the organisation, calendars, and what is each person's own."""
