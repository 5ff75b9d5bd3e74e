"""A programme as a whole: what is read of all stages together. It keeps no records of its own."""
