"""Take a programme's records away."""
