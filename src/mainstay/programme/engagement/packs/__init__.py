"""The data pack: issued, sent, received, read."""
