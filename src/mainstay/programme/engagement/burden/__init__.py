"""The time that a practice is asked for, and the time that it was spared."""
