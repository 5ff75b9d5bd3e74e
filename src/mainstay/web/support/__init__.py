"""Support on offer: the directory, asking for it, answering, and what is missing."""
