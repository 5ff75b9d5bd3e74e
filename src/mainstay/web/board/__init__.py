"""A programme as a whole: its practices by stage, and whom each waits for."""
