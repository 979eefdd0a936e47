"""Pages of the timeline: what happened, comments, attached files, changes of fields."""
