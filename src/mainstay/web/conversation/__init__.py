"""The readiness conversation, written down while it is held."""
