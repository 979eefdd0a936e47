"""Reports: a function from a scoped queryset to rows, drawn as table and bars, exported as a sheet."""
