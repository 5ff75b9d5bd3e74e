"""What the team agrees at its meeting, statement by statement or a level at a time."""
