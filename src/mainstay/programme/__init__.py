"""What people record of a programme: a folder a stage, in the order of its work."""
