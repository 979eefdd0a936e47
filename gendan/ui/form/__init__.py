"""Forms: sections of fields, drafts, no double submit, and the dialog when somebody else was faster."""
