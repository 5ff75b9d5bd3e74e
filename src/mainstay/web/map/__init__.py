"""Areas and practices on a map."""
