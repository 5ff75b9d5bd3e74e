"""A practice's team looks at its own resilience: alone, then together."""
