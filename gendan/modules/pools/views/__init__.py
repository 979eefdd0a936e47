"""Pages of the pools: what lies there, the nightly runs, and what administrators settle."""
