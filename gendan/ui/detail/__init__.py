"""Record pages: declared by the modules, drawn by one view and one template."""
