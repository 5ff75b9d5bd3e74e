"""Everything that is recorded of a programme, to take away."""
