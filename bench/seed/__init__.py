"""A made-up company of any size, written by COPY and set-wise SQL into a database of its own."""
