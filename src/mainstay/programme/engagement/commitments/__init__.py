"""The nine things that a practice promises, each kept, not kept or not due yet."""
