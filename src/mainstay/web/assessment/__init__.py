"""A practice's own look at its resilience: open a round, meet, agree, and read what came of it."""
