"""Talking to mail servers: IMAP to read, SMTP to send; what goes wrong is said at the field of the mailbox that is at fault."""
