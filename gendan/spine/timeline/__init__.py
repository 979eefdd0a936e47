"""What happened to what, by whom; comments; attachments."""
