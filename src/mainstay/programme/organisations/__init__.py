"""A programme: whose it is, where, for how long and to what end."""
