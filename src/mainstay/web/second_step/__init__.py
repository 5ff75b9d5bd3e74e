"""A second step at sign-in: codes of an app, passkeys, and codes for when both are lost."""
