"""A programme: its practices in order, and what people judge of them."""
