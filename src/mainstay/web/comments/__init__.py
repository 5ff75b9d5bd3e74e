"""What a practice says of its figures, and what it is answered."""
