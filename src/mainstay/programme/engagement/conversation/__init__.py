"""The readiness conversation: written down as it is held, and what is decided after it."""
