"""What a practice promised, and how it is kept."""
