"""What a programme agrees with in its own way: who leads it, and the text of its agreements."""
