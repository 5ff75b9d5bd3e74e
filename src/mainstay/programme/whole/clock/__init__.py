"""How long practices wait for help."""
