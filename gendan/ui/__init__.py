"""The frame, the components and the list, detail and form machinery."""
