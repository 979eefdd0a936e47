"""E-mail both ways: mailboxes, threads on the customer, the gate before sending, and what to do when nobody answers."""
