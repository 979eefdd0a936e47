"""Making sense of what comes in: bytes to text, a mail's parts, and HTML that is safe to show."""
