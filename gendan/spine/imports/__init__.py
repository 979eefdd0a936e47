"""A batch of rows from a file: read, map, check, run, undo."""
