"""Corrective and preventive action for all that goes wrong: 8D steps, proof that it worked, and the same fault found again."""
