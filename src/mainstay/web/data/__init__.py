"""What data are held, how fresh they are and what was lost."""
