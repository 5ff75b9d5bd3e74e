"""What one is told, and how much of it comes by mail."""
