"""About Mainstay, accessibility and the health of the server."""
