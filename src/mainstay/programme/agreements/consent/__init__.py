"""Whether a practice lets its figures be compared without its name."""
