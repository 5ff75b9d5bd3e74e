"""A programme as a whole: how all of its practices stand."""
