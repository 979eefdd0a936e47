// loaded below
