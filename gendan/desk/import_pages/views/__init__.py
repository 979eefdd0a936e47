"""Pages of importing, by step; each sees only the person's own batches."""
