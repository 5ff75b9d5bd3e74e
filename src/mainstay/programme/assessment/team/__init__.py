"""The addresses that a practice keeps for its next round. They know nothing of any round."""
