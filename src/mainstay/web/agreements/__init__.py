"""What is agreed with a practice: read, put to the parties, signed, answered."""
