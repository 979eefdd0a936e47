"""The ways in besides the password: single sign-on and passkeys."""
