"""Whether a practice is ready."""
