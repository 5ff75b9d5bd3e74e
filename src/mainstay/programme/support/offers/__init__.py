"""The directory: what is on offer, how much of it is left, and what practices said of it."""
