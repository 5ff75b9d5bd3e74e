"""What a practice is reminded of between rounds, and what becomes of a round that is forgotten."""
