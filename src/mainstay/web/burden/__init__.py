"""The time that practices are asked for, and the time that they are spared."""
