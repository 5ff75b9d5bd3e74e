"""How a programme is laid out: in waves, and in groups of practices that work together."""
