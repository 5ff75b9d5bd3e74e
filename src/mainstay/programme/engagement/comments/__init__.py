"""The right to comment: what a practice says of a figure travels with the figure."""
