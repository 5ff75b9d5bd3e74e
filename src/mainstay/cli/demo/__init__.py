"""A made-up programme on a made-up England, for looking at every page with something on it."""
