"""A practice's journey: its stages, what is to be done in each, and whose turn it is."""
