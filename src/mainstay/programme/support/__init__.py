"""Support on offer: the office's directory, what practices ask for, and what is missing."""
