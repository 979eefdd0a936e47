"""The company's whole memory in one file: made, checked, kept for so long, and brought back."""
