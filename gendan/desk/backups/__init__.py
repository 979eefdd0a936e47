"""The settings page of backups."""
