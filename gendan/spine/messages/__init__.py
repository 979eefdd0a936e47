"""The outbox: who is told what, by which channel, when."""
