"""What may go wrong with a programme, what it depends on, and what is done about it."""
